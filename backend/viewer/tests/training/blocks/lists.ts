import type { BlockList, MeasuredBlock, MeasuredBlocks } from "../../../src/protocol/messages";

/** A small network of digits. */
export const LIST: BlockList = {
  height: 8,
  width: 8,
  channels: 1,
  blocks: [
    { kind: "convolution", name: "block1_conv", filters: 16, kernel: 3, stride: 1, padding: "same", bias: false },
    { kind: "normalisation", name: "block1_norm" },
    { kind: "activation", name: "block1_relu", function: "relu" },
    { kind: "global_pooling", name: "head_pool", of: "average" },
    { kind: "dense", name: "logits", units: 10, bias: true },
  ],
};

export function measuredBlock(more: Partial<MeasuredBlock> = {}): MeasuredBlock {
  return {
    output: [8, 8, 16],
    parameters: 144,
    multiplications: 9216,
    field_rows: 3,
    field_columns: 3,
    reason: null,
    kept: null,
    kept_reason: null,
    ...more,
  };
}

export function measuredBlocks(list: BlockList, more: Partial<MeasuredBlocks> = {}): MeasuredBlocks {
  return {
    blocks: list.blocks.map(() => measuredBlock()),
    parameters: 378,
    multiplications: 10_400,
    fault_at: null,
    fault: null,
    kept_parameters: null,
    ...more,
  };
}
