import { describe, expect, it } from "vitest";
import { importanceOver, largest, overlay } from "../../../src/pool/importance/importance.ts";
import type { Tensor } from "../../../src/protocol/messages.ts";
import { poolOf } from "../recorded.ts";

const { image, importance } = poolOf("1");

describe("importance over the grey image", () => {
  it("is the guide's colour and opacity at both ends, and plain grey at 0", () => {
    expect(overlay(100, 0)).toEqual([100, 100, 100]);
    expect(overlay(100, 1)).toEqual([0xc9, 0x2a, 0x2a].map((part) => Math.round(100 + (part - 100) * 0.78)));
    expect(overlay(100, -1)).toEqual([0x18, 0x64, 0xab].map((part) => Math.round(100 + (part - 100) * 0.78)));
    expect(overlay(0, 0.5)).toEqual([0xc9, 0x2a, 0x2a].map((part) => Math.round(part * 0.39)));
  });

  it("is scaled by the largest value of either sign", () => {
    const map = (offset: number, scale: number) => ({ offset, scale }) as Tensor;
    expect(largest(map(-0.5, 0.001))).toBe(0.5);
    expect(largest(map(-0.1, 0.01))).toBeCloseTo(2.45);
    expect(largest(map(0, 0))).toBe(0);
  });

  it("has a colour for each pixel of a real one, red where the label needs it", () => {
    const rgba = importanceOver(image, importance);
    expect(rgba).toHaveLength(224 * 224 * 4);
    const strongest = importance.data.indexOf(255);
    const weakest = importance.data.indexOf(0);
    expect(rgba[strongest * 4] ?? 0).toBeGreaterThan(rgba[strongest * 4 + 2] ?? 255);
    expect(rgba[weakest * 4] ?? 255).toBeLessThan(rgba[weakest * 4 + 2] ?? 0);
  });

  it("is grey where all masks did the same", () => {
    const flat = { ...importance, scale: 0, offset: 0, data: new Uint8Array(224 * 224) };
    const rgba = importanceOver(image, flat);
    expect(rgba[0]).toBe(rgba[2]);
  });
});
