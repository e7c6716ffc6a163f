import { numberText } from "../../geometry/tensor.ts";
import type { ComputationSource, ComputationStep } from "../../protocol/messages.ts";
import type { AskedValue } from "./computed.ts";

const TITLES: Record<string, string> = {
  input: "Image",
  unknown: "Not known",
  normalisation: "Normalisation",
  layer_normalisation: "Normalisation",
};

/** What a step is called. */
export function stepTitle({ kind }: ComputationStep): string {
  return TITLES[kind] ?? `${kind.charAt(0).toUpperCase()}${kind.slice(1).replaceAll("_", " ")}`;
}

/** A number with the digits that matter to an expert. */
export function exactText(value: number): string {
  return numberText(value, 5);
}

/** A number with little room. */
export function shortText(value: number): string {
  const size = Math.abs(value);
  if (value === 0) return "0";
  if (size >= 0.005 && size < 100) return value.toFixed(size < 10 ? 2 : 1).replace("-", "−");
  return size < 0.005 ? (value < 0 ? "−0.00" : "0.00") : numberText(value, 3);
}

/** Where a value lies; of the answer, which class it is of. */
export function placeText(
  { layer, output, channel, row, column }: AskedValue,
  classNames: readonly string[] = [],
): string {
  const name = layer ?? output;
  if (name === null) return `probability of ${classNames[channel] ?? `class ${channel}`}`;
  return `${name}, channel ${channel}, row ${row}, column ${column}`;
}

const COLOURS = ["red", "green", "blue"];

/** A map of a source by name. */
export function mapText({ is_input, layer, operation, channels }: ComputationSource, channel: number): string {
  if (is_input) return channels === 3 ? `the image, ${COLOURS[channel] ?? channel}` : "the image";
  return `${layer ?? operation}, channel ${channel}`;
}

/** Whether what is told agrees with the network, in a sentence. */
export function checkText({ own, difference, largest, kind }: ComputationStep): string {
  if (own === null)
    return "The network computes this and the next step in one, so there is no value of its own to compare.";
  if (kind === "unknown" || difference === null) return `The network’s own value is ${exactText(own)}.`;
  const share = largest ? difference / largest : 0;
  if (difference === 0) return `The network’s own value is ${exactText(own)}: just the same.`;
  const told = `${difference.toExponential(1)} away`;
  if (share <= 1e-4) return `The network’s own value is ${exactText(own)}: ${told}, which is rounding.`;
  return `The network’s own value is ${exactText(own)}, ${told}: more than rounding. It may compute in fewer digits.`;
}
