import { choose } from "../../state/choose.ts";
import { FILL_NAMES } from "../../state/fill.ts";
import { isShown } from "../../state/shown.ts";
import type { BoardButton, BoardItem } from "../../vr/board/boardItem.ts";
import { CLUSTERS } from "../display/display.ts";
import { TOOLS, type Tool } from "../editor/tools.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** Tools for a hand that points. */
const OFFERED: readonly Tool[] = ["rectangle", "brush", "move", "eraser"];

/**
 * What the palette at the wrist offers in scene 1; `walkTo` goes to an end of the wall, and `help` is the button that opens
 * the help. Subscribes.
 */
export function controls(
  session: StructureSession,
  walkTo: (end: "first" | "last") => void,
  help: BoardButton,
): readonly BoardItem[] {
  const { display, masks } = session;
  const wall: BoardItem[] = [
    { kind: "button", label: "First layers", onPress: () => walkTo("first") },
    { kind: "button", label: "Last layers", onPress: () => walkTo("last") },
  ];
  return [
    {
      kind: "row",
      items: [
        { kind: "button", label: "Undo", disabled: !masks.canUndo.value, onPress: () => masks.undo() },
        { kind: "button", label: "Redo", disabled: !masks.canRedo.value, onPress: () => masks.redo() },
        { kind: "button", label: "Remove all", disabled: masks.all.value.length === 0, onPress: () => masks.clear() },
      ],
    },
    { kind: "row", items: toolButtons(session) },
    ...(isShown("choice") ? choices(session) : []),
    ...(display.mode.value === "clustered" ? [{ kind: "row", items: wall } as const] : []),
    { kind: "row", items: [...(isShown("clusters") ? [fieldButton(session)] : []), help] },
  ];
}

function toolButtons({ tools }: StructureSession): BoardButton[] {
  return TOOLS.filter(({ value }) => OFFERED.includes(value)).map(({ value, label }) => ({
    kind: "button",
    label,
    pressed: tools.inHand.value === value,
    onPress: () => choose("tool", tools.inHand, value),
  }));
}

/** What a study's condition decides in a participant's place. */
function choices({ display, masks }: StructureSession): BoardItem[] {
  const { clusterCount } = display;
  const k = clusterCount.value;
  const step = (label: string, to: number): BoardButton => ({
    kind: "button",
    label,
    disabled: to < CLUSTERS.min || to > CLUSTERS.max,
    onPress: () => {
      clusterCount.value = to;
    },
  });
  return [
    { kind: "text", text: "Masked pixels become", muted: true },
    {
      kind: "row",
      items: FILL_NAMES.map(({ value, label }) => ({
        kind: "button",
        label,
        pressed: masks.fill.value === value,
        onPress: () => {
          masks.fill.value = value;
        },
      })),
    },
    { kind: "text", text: `Clusters for each layer: ${k}`, muted: true },
    { kind: "row", items: [step("Fewer", k - 1), step("More", k + 1)] },
  ];
}

function fieldButton({ display: { fieldOnInput } }: StructureSession): BoardButton {
  return {
    kind: "button",
    label: "Field on input",
    pressed: fieldOnInput.value,
    onPress: () => choose("field_on_input", fieldOnInput, !fieldOnInput.value),
  };
}
