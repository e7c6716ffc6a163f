import { expect, it } from "vitest";
import type { Tensor } from "../../../src/protocol/messages";
import { smallPicture, valueText } from "../../../src/structure/pictures/mapPicture";

it("shows values with four digits that count", () => {
  expect([0, 1.23456, -0.0123456, 123456, Number.NaN].map(valueText)).toEqual([
    "0",
    "1.235",
    "−0.01235",
    "1.23e+5",
    "–",
  ]);
});

it("draws a small picture from the middle of what each pixel stands for", () => {
  const lookup = Uint8Array.from({ length: 1024 }, (_, at) => (at % 4 === 3 ? 255 : at >> 2));
  const data = Uint8Array.from({ length: 36 }, (_, at) => at);
  const map: Tensor = { shape: [6, 6], dtype: "u1", scale: 1, offset: 0, data };
  const reds = (side: number) => [...smallPicture(map, lookup, side).data].filter((_, at) => at % 4 === 0);
  expect(reds(6)).toEqual([...data]);
  expect(reds(2)).toEqual([7, 10, 25, 28]);
  expect(reds(1)).toEqual([21]);
  expect(smallPicture({ ...map, shape: [1, 1] }, lookup, 2).data).toHaveLength(16);
});
