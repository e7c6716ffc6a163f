import { percent } from "../../ui/words.ts";
import type { BoardItem, BoardPicture } from "../../vr/board/boardItem.ts";
import type { ImageFacts } from "../images/facts.ts";

/** Em of the picture on a card. */
const PICTURE = 7;

/** What a card says of a masked copy, as the page says it: at a glance, or all that is known. */
export function cardItems(
  { label, probability, answer, supportVector, corners, outside, details }: ImageFacts,
  picture: BoardPicture | null,
  all: boolean,
): BoardItem[] {
  const shares = outside ? [{ text: outside.words, value: outside.value }] : [];
  return [
    ...(picture ? [{ kind: "picture", picture, height: PICTURE } as const] : []),
    { kind: "title", text: `${label.name} ${percent(probability)}` },
    { kind: "text", text: supportVector ? `${answer} · support vector` : answer, muted: true },
    ...corners.map(
      (corner): BoardItem => ({
        kind: "bar",
        text: corner.label.name,
        value: percent(corner.value),
        share: corner.value,
        strong: corner.strong,
      }),
    ),
    ...shares.map(({ text, value }): BoardItem => ({ kind: "bar", text, value: percent(value), share: value })),
    ...details
      .filter(({ toBoundary }) => all || toBoundary)
      .map(({ term, value }): BoardItem => ({ kind: "text", text: `${term}: ${value}`, muted: true })),
  ];
}
