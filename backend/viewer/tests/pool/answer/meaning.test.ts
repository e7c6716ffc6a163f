import { describe, expect, it } from "vitest";
import { outcome } from "../../../src/pool/answer/meaning.ts";
import { change, fold } from "../../../src/pool/run/fold.ts";
import type { ClassScore } from "../../../src/protocol/messages.ts";
import { poolOf } from "../recorded.ts";

const score = (index: number, name: string, probability: number): ClassScore => ({
  label: { index, name, meaning: null },
  probability,
});
const whole = fold(null, { kind: "pool", content: poolOf("1") });
if (!whole) throw new Error("Expected the recorded pool, got none.");
const examining = (examined: ClassScore) => ({ ...whole, original: score(1, "cat", 0.7), examined });

describe("what kept and changed mean", () => {
  it("is about the answer where no label was asked for", () => {
    expect(outcome(examining(score(1, "cat", 0.7)), "exclusive")).toEqual({
      kept: "the label is kept",
      changed: "the label has changed",
    });
  });

  it("is about becoming another label where that was asked for", () => {
    const words = outcome(examining(score(2, "dog", 0.2)), "exclusive");
    expect(words).toEqual({ kept: "the label is still not dog", changed: "the label has become dog" });
  });

  it("is about the threshold where labels are independent", () => {
    expect(outcome(examining(score(2, "dog", 0.5)), "independent")).toEqual({
      kept: "dog is still there, at 50% or more",
      changed: "dog is gone, below 50%",
    });
    expect(outcome(examining(score(2, "dog", 0.49)), "independent")).toEqual({
      kept: "dog is still not there, below 50%",
      changed: "dog has appeared, at 50% or more",
    });
  });
});

it("tells the change of the label examined", () => {
  const [image] = whole.images;
  if (!image) throw new Error("Expected images, got none.");
  const pool = examining(score(2, "dog", 0.25));
  expect(change(pool, { ...image, original_probability: 0.75 })).toBe(0.5);
});
