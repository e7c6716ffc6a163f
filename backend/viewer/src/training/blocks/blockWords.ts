import type { BlockList, MeasuredBlock, MeasuredBlocks } from "../../protocol/messages.ts";
import { count } from "../../ui/words.ts";
import { KINDS } from "./blockKinds.ts";

const COMPACT = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

/** `16 × 16 × 32`, or `10 units`. */
export function shapeWords(shape: readonly number[]): string {
  return shape.length === 1 ? count(shape[0] ?? 0, "unit") : shape.join(" × ");
}

/** What goes into the first block. */
export function inputShape({ height, width, channels }: BlockList): readonly number[] {
  return [height, width, channels];
}

/** `448 parameters, sees 3 × 3 pixels`. */
export function blockFacts({ parameters, field_rows: rows, field_columns: columns }: MeasuredBlock): string {
  return [
    ...(parameters ? [count(parameters, "parameter")] : []),
    ...(rows === null || columns === null ? [] : [`sees ${rows} × ${columns} px`]),
  ].join(", ");
}

/** `12.3M`. */
export function compact(number: number): string {
  return COMPACT.format(number);
}

/** How a total differs from the one before: `1,234 more`, `as before`. */
export function differenceWords(now: number, before: number, format = (number: number) => number.toLocaleString("en")) {
  if (now === before) return "as before";
  return `${format(Math.abs(now - before))} ${now > before ? "more" : "fewer"} than before`;
}

/** What a list came to, in a sentence that is read aloud after an edit. */
export function outcomeWords(list: BlockList, told: MeasuredBlocks): string {
  return told.fault === null
    ? `${count(told.parameters, "parameter")} in ${count(list.blocks.length, "block")}.`
    : faultWords(list, told.fault_at, told.fault);
}

/** Where a list does not fit, and why. */
export function faultWords({ blocks }: BlockList, at: number | null, fault: string): string {
  const block = at === null ? undefined : blocks[at];
  return block === undefined ? fault : `${block.name} does not fit: ${fault}`;
}

/** The network's picture in words. */
export function pictureWords(list: BlockList, { blocks }: MeasuredBlocks): string {
  const last = blocks.at(-1)?.output;
  const steps = list.blocks.map(({ kind }, at) => {
    const output = blocks[at]?.output;
    return `${KINDS[kind].title} ${output ? shapeWords(output) : "that does not fit"}`;
  });
  const end = last ? `to ${shapeWords(last)}` : "";
  return `From ${shapeWords(inputShape(list))} pixels ${end} in ${count(list.blocks.length, "block")}: ${steps.join(", ")}.`;
}
