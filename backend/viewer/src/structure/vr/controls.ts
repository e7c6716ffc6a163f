import { choose } from "../../state/choose.ts";
import { FILL_NAMES } from "../../state/fill.ts";
import { isShown } from "../../state/shown.ts";
import type { BoardButton, BoardItem } from "../../vr/board/boardItem.ts";
import { CLUSTERS } from "../display/display.ts";
import { BRUSH, SEGMENTS, TOOLS, type Tool } from "../editor/tools.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** Tools, row by row. */
const OFFERED: readonly (readonly Tool[])[] = [
  ["rectangle", "brush", "superpixel"],
  ["move", "eraser"],
];
/** By how much a press makes the brush larger or smaller. */
const BRUSH_STEP = 6;

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
    ...(isShown("comparison") ? shelfItems(session) : []),
    ...OFFERED.map((tools) => ({ kind: "row", items: toolButtons(session, tools) }) as const),
    ...toolOptions(session),
    ...(isShown("choice") ? choices(session) : []),
    ...(display.mode.value === "clustered" ? [{ kind: "row", items: wall } as const] : []),
    { kind: "row", items: [...(isShown("clusters") ? [fieldButton(session)] : []), help] },
  ];
}

function toolButtons({ tools }: StructureSession, offered: readonly Tool[]): BoardButton[] {
  return TOOLS.filter(({ value }) => offered.includes(value)).map(({ value, label }) => ({
    kind: "button",
    label,
    pressed: tools.inHand.value === value,
    onPress: () => choose("tool", tools.inHand, value),
  }));
}

/** The modified images that were kept, as the page's shelf has them. */
function shelfItems({ masks, shelf }: StructureSession): BoardItem[] {
  const [kept, shown] = [shelf.kept.value, shelf.shown.value];
  const now = masks.all.value.length === 0 ? "the original" : (shown?.name ?? "not kept");
  return [
    {
      kind: "row",
      items: [
        { kind: "button", label: "Keep image", disabled: !shelf.canKeep.value, onPress: () => shelf.keep() },
        { kind: "button", label: "Next kept", disabled: kept.length === 0, onPress: () => shelf.showNext() },
      ],
    },
    { kind: "text", text: `Images kept: ${kept.length}. Shown: ${now}.`, muted: true },
  ];
}

/** How large the brush is, or how many regions there are, with either in hand. */
function toolOptions({ tools: { inHand, brushSize, segmentCount } }: StructureSession): BoardItem[] {
  if (inHand.value === "brush") {
    return stepper({
      text: `Brush: ${brushSize.value} pixels across`,
      labels: ["Smaller brush", "Larger brush"],
      value: brushSize.value,
      step: BRUSH_STEP,
      range: BRUSH,
      set: (to) => choose("brush_size", brushSize, to),
    });
  }
  if (inHand.value !== "superpixel") return [];
  return stepper({
    text: `Regions: about ${segmentCount.value}`,
    labels: ["Fewer regions", "More regions"],
    value: segmentCount.value,
    step: SEGMENTS.step,
    range: SEGMENTS,
    set: (to) => choose("regions", segmentCount, to),
  });
}

interface Stepped {
  readonly text: string;
  readonly labels: readonly [less: string, more: string];
  readonly value: number;
  readonly step: number;
  readonly range: { readonly min: number; readonly max: number };
  readonly set: (to: number) => void;
}

/** A number, and two buttons that change it by a step within its range. */
function stepper({ text, labels, value, step, range: { min, max }, set }: Stepped): BoardItem[] {
  const button = (label: string, by: number): BoardButton => ({
    kind: "button",
    label,
    disabled: by < 0 ? value <= min : value >= max,
    onPress: () => set(Math.min(max, Math.max(min, value + by))),
  });
  return [
    { kind: "text", text, muted: true },
    { kind: "row", items: [button(labels[0], -step), button(labels[1], step)] },
  ];
}

/** What a study's condition decides in a participant's place. */
function choices({ display, masks }: StructureSession): BoardItem[] {
  const { clusterCount } = display;
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
    ...stepper({
      text: `Clusters for each layer: ${clusterCount.value}`,
      labels: ["Fewer", "More"],
      value: clusterCount.value,
      step: 1,
      range: CLUSTERS,
      set: (to) => {
        clusterCount.value = to;
      },
    }),
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
