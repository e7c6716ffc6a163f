import type { ClassLabel, PoolImage } from "../../protocol/messages.ts";
import { fillName } from "../../state/fill.ts";
import { count } from "../../ui/words.ts";
import { change, labelOf, type PoolSoFar } from "../run/fold.ts";
import type { PoolSession } from "../session/poolSession.ts";
import { distanceOf } from "./rows.ts";

/** What is known of one masked copy, in the words that it is said in; probabilities are 0..1. */
export interface ImageFacts {
  readonly label: ClassLabel;
  readonly probability: number;
  readonly answer: "kept" | "changed";
  readonly supportVector: boolean;
  /** The probabilities at the corners; `strong` is that of its own label. */
  readonly corners: readonly { readonly label: ClassLabel; readonly value: number; readonly strong: boolean }[];
  /** What the corners leave out; null where they leave out nothing. */
  readonly outside: { readonly words: string; readonly value: number } | null;
  /** What is only worth reading at leisure; `toBoundary` may be wanted at a glance. */
  readonly details: readonly { readonly term: string; readonly value: string; readonly toBoundary?: true }[];
}

/** What is known of one masked copy of a session's pool. Subscribes. */
export function factsOf({ run, boundary, meaning }: PoolSession, pool: PoolSoFar, image: PoolImage): ImageFacts {
  const { othersExist, outside } = meaning;
  const distance = distanceOf(boundary.known.value, image.index);
  return {
    label: labelOf(pool, image.label),
    probability: image.probability,
    answer: image.kept ? "kept" : "changed",
    supportVector: boundary.supportVectors.value.has(image.index),
    corners: pool.vertices.map(({ label }, k) => ({
      label,
      value: image.probabilities[k] ?? 0,
      strong: label.index === image.label,
    })),
    outside: othersExist.value ? { words: outside.value, value: image.outside } : null,
    details: [
      { term: `Change of ${pool.examined.label.name}`, value: points(change(pool, image)) },
      ...(distance === null
        ? []
        : [{ term: "To the boundary", value: distanceWords(distance), toBoundary: true as const }]),
      { term: "Window", value: windowWords(pool, image) },
      ...(run.fills.value.length > 1 && image.fill ? [{ term: "Masked pixels", value: fillName(image.fill) }] : []),
      { term: "Mask at row, column", value: `${image.mask.top}, ${image.mask.left}` },
    ],
  };
}

/** A number with its sign and a real minus, so that what rises and what falls is told apart at a glance. */
export function signed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return Number(text) === 0 ? text : `${value < 0 ? "−" : "+"}${text}`;
}

/** A change of a probability in percentage points. */
export function points(change: number): string {
  return `${signed(change * 100, 1)} pp`;
}

/** The window that an image comes from, such as `84 × 84, stride 42`. */
export function windowWords(pool: PoolSoFar, image: PoolImage): string {
  const window = pool.windows[image.window];
  return window ? `${window.size} × ${window.size}, stride ${window.stride}` : "unknown";
}

/** Where the boundary says an image stands. */
export function distanceWords(distance: number): string {
  return `${signed(distance)} (${distance > 0 ? "changed" : "kept"} side)`;
}

/** `120 of 299 masked copies`. */
export function ofCopies(done: number, total: number): string {
  return `${done.toLocaleString("en")} of ${count(total, "masked copy", "masked copies")}`;
}
