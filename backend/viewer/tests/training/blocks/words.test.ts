import { describe, expect, test } from "vitest";
import type { Block, BlockList } from "../../../src/protocol/messages";
import { barSize } from "../../../src/training/blocks/barSize";
import { settingsWords } from "../../../src/training/blocks/blockKinds";
import { blockFacts, pictureWords, shapeWords } from "../../../src/training/blocks/blockWords";
import { LIST, measuredBlock, measuredBlocks } from "./lists";

describe("a block in words", () => {
  test("says what it is set to, and what is not usual", () => {
    expect(LIST.blocks.map(settingsWords)).toEqual([
      "16 filters of 3 × 3, no bias",
      "of each channel, over a batch",
      "ReLU",
      "Mean of each map",
      "10 units",
    ]);
    const others: Block[] = [
      { kind: "pooling", name: "pool", of: "max", size: 2, stride: 2, padding: "valid" },
      { kind: "convolution", name: "conv", filters: 8, kernel: 5, stride: 2, padding: "valid", bias: true },
      { kind: "depthwise", name: "each", kernel: 3, stride: 1, padding: "same", bias: true },
      { kind: "dropout", name: "drop", rate: 0.3 },
    ];
    expect(others.map(settingsWords)).toEqual([
      "Largest of 2 × 2, stride 2",
      "8 filters of 5 × 5, stride 2, no padding",
      "3 × 3 on each channel",
      "30% set to zero while it learns",
    ]);
  });

  test("says what comes out of it, and how much it has and sees", () => {
    expect([shapeWords([8, 8, 16]), shapeWords([10]), shapeWords([1])]).toEqual(["8 × 8 × 16", "10 units", "1 unit"]);
    expect(blockFacts(measuredBlock())).toBe("144 parameters, sees 3 × 3 px");
    expect(blockFacts(measuredBlock({ parameters: 0 }))).toBe("sees 3 × 3 px");
  });
});

describe("the picture of a network", () => {
  test("has bars as tall as maps are, and as wide as there are channels, on a logarithmic scale", () => {
    const [whole, half, units] = [barSize([8, 8, 16], 8), barSize([4, 4, 32], 8), barSize([10], 8)];
    expect([whole?.tall, half?.tall, units?.tall]).toEqual([1, 0.5, 1 / 8]);
    expect(whole?.wide).toBeLessThan(half?.wide ?? 0);
    expect(barSize([8, 8, 2048], 8)?.wide).toBe(1);
    expect(barSize(null, 8)).toBeNull();
  });

  test("is told in words", () => {
    const list: BlockList = { ...LIST, blocks: LIST.blocks.slice(0, 1) };
    expect(pictureWords(list, measuredBlocks(list))).toBe(
      "From 8 × 8 × 1 pixels to 8 × 8 × 16 in 1 block: Convolution 8 × 8 × 16.",
    );
  });
});
