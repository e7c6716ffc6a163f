import { afterEach, expect, it } from "vitest";
import type { AnyPart } from "../../../src/protocol/underWay.ts";
import { answersAbout, forgetAnswers, rememberAnswer } from "../../../src/state/saved/answered.ts";
import type { Exchange } from "../../../src/state/saved/exchange.ts";

afterEach(forgetAnswers);

function layers(left: number | null, bytes = 10): Exchange {
  const masks = left === null ? [] : [{ kind: "rectangle", top: 0, left, height: 9, width: 9 }];
  const parts = [{ kind: "layer", content: { data: new Uint8Array(bytes) } }] as unknown as AnyPart[];
  return { operation: "layers", body: { image_id: "cat", network_id: "tiny", masks }, parts } as Exchange;
}

it("remembers what was answered about an image, each question once", () => {
  const boundary = { operation: "boundaries", body: { pool: { image_id: "cat" } }, parts: [] } as unknown as Exchange;
  const other = { operation: "layers", body: { image_id: "dog" }, parts: [] } as unknown as Exchange;
  for (const one of [layers(null), boundary, other, layers(null)]) rememberAnswer(one, undefined);
  expect(answersAbout("cat").map(({ operation }) => operation)).toEqual(["boundaries", "layers"]);
  expect(answersAbout("dog")).toHaveLength(1);
});

it("keeps of a mask that was being drawn only how it was in the end", () => {
  rememberAnswer(layers(null), "structure", 0);
  rememberAnswer(layers(1), "structure", 100);
  rememberAnswer(layers(2), "structure", 200);
  rememberAnswer(layers(3), "structure", 300);
  rememberAnswer(layers(50), "structure", 9000);
  expect(answersAbout("cat").map(({ body }) => JSON.stringify(body).match(/"left":(\d+)/)?.[1])).toEqual([
    undefined,
    "3",
    "50",
  ]);
});

it("lets the oldest go where answers are many", () => {
  for (let left = 0; left < 5; left++) rememberAnswer(layers(left, 40 * 2 ** 20), undefined);
  expect(answersAbout("cat")).toHaveLength(2);
});
