import { describe, expect, test } from "vitest";
import { COLOUR_MAPS, colourMap, hexColour, lookupTable } from "../../src/geometry/colourMap.ts";
import { SCENES } from "../../src/geometry/scenes.ts";
import { guideBlocks } from "./guide.ts";

const [expected = {}] = guideBlocks<Record<string, string>>("colours");

function hex(table: Uint8Array, byte: number): string {
  return `#${[...table.subarray(byte * 4, byte * 4 + 3)].map((part) => part.toString(16).padStart(2, "0")).join("")}`;
}

test("the guide names colours", () => expect(Object.keys(expected).length).toBeGreaterThan(3));

test.each(Object.entries(expected))("byte %s is %s", (byte, colour) => {
  expect(hex(lookupTable(SCENES.colours.feature_map), Number(byte))).toBe(colour);
});

test("the first map is every client's", () => expect(COLOUR_MAPS[0]?.stops).toEqual(SCENES.colours.feature_map));

describe.each(COLOUR_MAPS)("$name", ({ name, stops }) => {
  test("is found by its name", () => expect(colourMap(name).stops).toBe(stops));

  test("begins and ends with its stops, and is opaque", () => {
    const table = lookupTable(stops);
    expect(hex(table, 0)).toBe(stops[0]);
    expect(hex(table, 255)).toBe(stops[stops.length - 1]);
    for (let byte = 0; byte < 256; byte++) expect(table[byte * 4 + 3]).toBe(255);
  });

  test("gets lighter with the value, so that it can be read without colour", () => {
    const lightness = stops.map((stop) => {
      const [r, g, b] = hexColour(stop).map((part) => (part / 255) ** 2.2);
      return 0.2126 * (r ?? 0) + 0.7152 * (g ?? 0) + 0.0722 * (b ?? 0);
    });
    lightness.slice(1).forEach((light, i) => {
      expect(light).toBeGreaterThan(lightness[i] ?? 0);
    });
  });
});

test("an unknown name gives the first map", () => expect(colourMap("nothing")).toBe(COLOUR_MAPS[0]));

test("a colour that is none is refused", () => {
  expect(() => lookupTable(["#000000", "red"])).toThrow(/#rrggbb.*"red"/);
  expect(() => lookupTable(["#000000"])).toThrow(/2 stops/);
});
