import { expect, test } from "vitest";
import { readPart } from "../../src/menu/readPart";

const SQUARE = { input_width: 224, input_height: 224 };

test("a wide picture loses as much on either side", () => {
  const part = readPart({ width: 450, height: 300 }, SQUARE);
  expect(part.width).toBeCloseTo(300 / 450, 12);
  expect(part.left).toBeCloseTo(75 / 450, 12);
  expect([part.top, part.height]).toEqual([0, 1]);
});

test("a tall picture loses as much above and below", () => {
  const part = readPart({ width: 200, height: 800 }, SQUARE);
  expect(part).toEqual({ left: 0, top: 0.375, width: 1, height: 0.25 });
});

test("an input that is not square keeps its shape", () => {
  const part = readPart({ width: 400, height: 400 }, { input_width: 320, input_height: 160 });
  expect(part).toEqual({ left: 0, top: 0.25, width: 1, height: 0.5 });
});
