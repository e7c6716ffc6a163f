import { atMostPercent, percent } from "../../ui/words.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { type ClassChange, classChanges, lostAnswer, pointsText } from "../predictions/change.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** The ten most probable classes and what masking changed, for a board. Subscribes. */
export function answersItems(session: StructureSession): readonly BoardItem[] {
  const { comparedWith, predictions, status } = session.answers;
  const [now, before] = [predictions.value, comparedWith.value];
  const items: BoardItem[] = [{ kind: "title", text: "What the network answers" }];
  if (session.subject.network.value?.summary.weights.source === "random") items.push(RANDOM);
  if (status.value.state === "failed") {
    items.push({ kind: "text", text: status.value.complaint.message });
    items.push({ kind: "button", label: "Try again", onPress: () => session.retry() });
  } else if (!now) items.push({ kind: "text", text: "Waiting for the answer …", muted: true });
  if (now) items.push(...classChanges(now, before).map((change, place) => bar(change, before !== null, place === 0)));
  const lost = now && lostAnswer(now, before);
  if (lost) {
    const value = `${atMostPercent(lost.atMost)} (≤${pointsText(lost.atMost - lost.before)})`;
    items.push({ kind: "text", text: "No longer among the ten:", muted: true });
    items.push({ kind: "bar", text: lost.label.name, value, share: lost.atMost, strong: false });
  }
  items.push({ kind: "text", text: before ? COMPARING : UNMASKED, muted: true });
  return items;
}

const RANDOM: BoardItem = { kind: "text", text: "Random weights: this network has learned nothing." };
const UNMASKED = "Draw on the picture beside it, and see what changes.";
const COMPARING = "In brackets: percentage points more or less than without masks.";

function bar({ score, change }: ClassChange, comparing: boolean, strong: boolean): BoardItem {
  const share = percent(score.probability);
  const value = comparing ? `${share} (${change === null ? "new" : pointsText(change)})` : share;
  return { kind: "bar", text: score.label.name, value, share: score.probability, strong };
}
