import { describe, expect, it, test } from "vitest";
import { moved, place, placeAfterKey, readPart, roomOf, shownShape } from "../../src/fit/frame.ts";

const SQUARE = { input_width: 224, input_height: 224 };
const WIDE = { width: 450, height: 300 };
const TALL = { width: 200, height: 800 };

describe("the part that is read", () => {
  it("of a wide picture loses as much on either side", () => {
    const part = readPart(WIDE, SQUARE);
    expect(part.width).toBeCloseTo(300 / 450, 12);
    expect(part.left).toBeCloseTo(75 / 450, 12);
    expect([part.top, part.height]).toEqual([0, 1]);
  });

  it("of a tall picture loses as much above and below", () => {
    expect(readPart(TALL, SQUARE)).toEqual({ left: 0, top: 0.375, width: 1, height: 0.25 });
  });

  it("of an input that is not square keeps its shape", () => {
    const part = readPart({ width: 400, height: 400 }, { input_width: 320, input_height: 160 });
    expect(part).toEqual({ left: 0, top: 0.25, width: 1, height: 0.5 });
  });

  it("lies where it was moved to", () => {
    expect(readPart(WIDE, SQUARE, 0).left).toBe(0);
    expect(readPart(WIDE, SQUARE, 1).left).toBeCloseTo(150 / 450, 12);
    expect(readPart(TALL, SQUARE, 1)).toEqual({ left: 0, top: 0.75, width: 1, height: 0.25 });
    expect(readPart(TALL, SQUARE, 0.2).top).toBeCloseTo(0.15, 12);
  });
});

test("a part can be moved the way that there is room", () => {
  expect(roomOf(readPart(WIDE, SQUARE))).toEqual({ axis: "x", room: expect.closeTo(1 / 3, 12) });
  expect(roomOf(readPart(TALL, SQUARE, 0.9))).toEqual({ axis: "y", room: 0.75 });
  expect(roomOf(readPart({ width: 224, height: 225 }, SQUARE))).toBeNull();
});

test("moving it follows the hand, in hundredths, and stops at the ends", () => {
  expect(moved(0.5, 0.25, 0.75)).toBe(0.83);
  expect(moved(0.5, -0.75, 0.75)).toBe(0);
  expect(moved(0.5, 9, 0.75)).toBe(1);
  expect(moved(0.5, 0.1, 0)).toBe(0.5);
  expect(place(0.123456)).toBe(0.12);
});

test("so do keys", () => {
  expect(placeAfterKey("ArrowRight", 0.5)).toBe(0.52);
  expect(placeAfterKey("ArrowUp", 0.5)).toBe(0.48);
  expect(placeAfterKey("PageDown", 0.95)).toBe(1);
  expect(placeAfterKey("Home", 0.7)).toBe(0);
  expect(placeAfterKey("End", 0)).toBe(1);
  expect(placeAfterKey("a", 0.5)).toBeNull();
});

test("what is not cropped is shown in the shape of the input", () => {
  const input = { input_width: 300, input_height: 100 };
  expect(shownShape(WIDE, input, "crop")).toBe(1.5);
  expect(shownShape(WIDE, input, "squash")).toBe(3);
  expect(shownShape(WIDE, input, "pad")).toBe(3);
});
