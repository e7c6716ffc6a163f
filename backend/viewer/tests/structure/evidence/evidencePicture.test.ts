import { describe, expect, it } from "vitest";
import { signedTable } from "../../../src/geometry/colourMap";
import { SCENES } from "../../../src/geometry/scenes";
import { evidencePicture, largestSize, signedText } from "../../../src/structure/evidence/evidencePicture";

const TABLE = signedTable(SCENES.colours.difference);
const input = { height: 4, width: 4, data: new Uint8ClampedArray(64).fill(200) };
const pixel = (data: Uint8ClampedArray, row: number, column: number) => [
  ...data.subarray((row * 4 + column) * 4, (row * 4 + column) * 4 + 4),
];

describe("evidence over the input", () => {
  const { data } = evidencePicture(input, [2, 0, -1, 2], { height: 2, width: 2 }, TABLE);

  it("covers the part of the input that each pixel of the maps stands for", () => {
    expect(pixel(data, 0, 0)).toEqual(pixel(data, 1, 1));
    expect(pixel(data, 0, 0)).toEqual(pixel(data, 3, 3));
    expect(pixel(data, 0, 2)).not.toEqual(pixel(data, 0, 0));
  });

  it("is the input's grey where there is none, and tells for from against", () => {
    expect(pixel(data, 0, 3)).toEqual([200, 200, 200, 255]);
    const [red = 0, , blue = 0] = pixel(data, 0, 0);
    const [against = 0, , blueAgainst = 0] = pixel(data, 3, 0);
    expect(red).toBeGreaterThan(blue);
    expect(blueAgainst).toBeGreaterThan(against);
  });

  it("has numbers with signs", () => {
    expect([signedText(1.25), signedText(-0.004), signedText(0)]).toEqual(["+1.250", "−0.004", "+0.000"]);
    expect([largestSize([1, -3, 2]), largestSize([])]).toEqual([3, 0]);
  });
});
