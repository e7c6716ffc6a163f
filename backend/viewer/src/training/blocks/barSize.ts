import type { BlockKind } from "./block.ts";

/** Channels that are drawn as wide as it goes. */
const WIDEST = 2048;

/** How a block's output is drawn: as tall as its maps are of the input, as wide as it has channels. */
export interface BarSize {
  /** 0..1 of the input's rows. */
  readonly tall: number;
  /** 0..1, on a logarithmic scale. */
  readonly wide: number;
}

/** Null where nothing is known of the output. */
export function barSize(output: readonly number[] | null, inputRows: number): BarSize | null {
  if (output === null) return null;
  const rows = output.length === 1 ? 1 : (output[0] ?? 1);
  return { tall: Math.min(1, rows / inputRows), wide: Math.log2((output.at(-1) ?? 1) + 1) / Math.log2(WIDEST + 1) };
}

/** Kinds that change neither maps nor channels: thin lines in the picture of the whole. */
export function isThin(kind: BlockKind): boolean {
  return kind === "normalisation" || kind === "activation" || kind === "dropout";
}
