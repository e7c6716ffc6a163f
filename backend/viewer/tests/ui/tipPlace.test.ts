import { expect, test } from "vitest";
import { tipPlace } from "../../src/ui/tipPlace.ts";

const ROOM = { left: 0, top: 0, right: 660, bottom: 590 };
const SIZE = { width: 280, height: 110 };

test("a tip stands at the top left where nothing there is looked at", () => {
  const column = { left: 350, top: 120, right: 460, bottom: 540, weight: 1 };
  expect(tipPlace(SIZE, ROOM, [column])).toEqual({ left: 12, top: 12 });
});

test("it leaves the column in sight on which the field is drawn", () => {
  const previous = { left: 60, top: 40, right: 200, bottom: 330, weight: 1 };
  const tools = { left: 390, top: 12, right: 648, bottom: 52, weight: 1 };
  expect(tipPlace(SIZE, ROOM, [previous, tools])).toEqual({ left: 12, top: 468 });
});

test("where it must cover something, it covers the least", () => {
  const left = { left: 0, top: 0, right: 300, bottom: 590, weight: 1 };
  const right = { left: 380, top: 0, right: 660, bottom: 480, weight: 1 };
  expect(tipPlace(SIZE, ROOM, [left, right])).toEqual({ left: 368, top: 468 });
});

test("it would rather cover what weighs less", () => {
  const field = { left: 70, top: 90, right: 200, bottom: 590, weight: 1 };
  const pointed = { left: 290, top: 60, right: 410, bottom: 590, weight: 0.25 };
  const tools = { left: 390, top: 12, right: 648, bottom: 52, weight: 1 };
  expect(tipPlace(SIZE, ROOM, [field, pointed, tools])).toEqual({ left: 368, top: 468 });
});

test("it begins inside a room that is too small for it", () => {
  expect(tipPlace(SIZE, { left: 0, top: 64, right: 200, bottom: 150 }, [])).toEqual({ left: 12, top: 76 });
});
