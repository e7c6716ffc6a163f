import { choose } from "../../state/choose.ts";
import type { BoardButton, BoardItem } from "../../vr/board/boardItem.ts";
import { ANSWERS, DISPLAY_NAMES, passingWords } from "../display/displayWords.ts";
import { filtering } from "../display/filters.ts";
import type { PoolSession } from "../session/poolSession.ts";
import { statusItems } from "./statusItems.ts";

/** What the palette offers in scene 2: the run, which images stand out, how they are seen, and help. Subscribes. */
export function controls(session: PoolSession, help: BoardButton): readonly BoardItem[] {
  const { run, display } = session;
  const filters = run.pool.value ? filterItems(session) : [];
  const look: BoardItem[] = [
    toggle(DISPLAY_NAMES.depthCue, display.depthCue.value, (on) => choose("fade_with_distance", display.depthCue, on)),
    help,
  ];
  return [...statusItems(session), ...filters, { kind: "row", items: look }];
}

function filterItems(session: PoolSession): BoardItem[] {
  const { boundary, display } = session;
  const { answer, supportVectors } = display.filters.value;
  const none = boundary.supportVectors.value.size === 0 && !supportVectors;
  const { showAll, hideOthers } = display;
  const clear: BoardButton = {
    kind: "button",
    label: `${DISPLAY_NAMES.clear} filters`, // no heading stands above it as on the page
    disabled: !filtering(display.filters.value),
    onPress: () => display.clearFilters(),
  };
  return [
    {
      kind: "row",
      items: ANSWERS.map(({ value, label }) => ({
        kind: "button",
        label,
        pressed: (answer ?? "any") === value,
        onPress: () => display.filter("answer", value === "any" ? null : value),
      })),
    },
    {
      kind: "row",
      items: [
        {
          ...toggle(DISPLAY_NAMES.supportVectors, supportVectors, (on) => display.filter("supportVectors", on)),
          disabled: none,
        },
        toggle(DISPLAY_NAMES.hideOthers, hideOthers.value, (on) => display.setHideOthers(on)),
      ],
    },
    { kind: "row", items: [toggle(DISPLAY_NAMES.showAll, showAll.value, (on) => display.setShowAll(on)), clear] },
    { kind: "text", text: passingWords(session), muted: true },
  ];
}

function toggle(label: string, on: boolean, set: (on: boolean) => void): BoardButton {
  return { kind: "button", label, pressed: on, onPress: () => set(!on) };
}
