import { describe, expect, test } from "vitest";
import { pixelRegion } from "../../src/geometry/receptiveField";
import type { Area, Framing } from "../../src/protocol/messages";
import { maskAt, photoArea, regionAt } from "../../src/sideBySide/place";
import { area } from "../../src/structure/masks/mask";

function areaOf(top: number, left: number, height: number, width: number): Area {
  return { top, left, height, width };
}

/** A photo of 300 × 400 pixels, of which a square is cut out of the middle. */
function cropped(side: number): { framing: Framing; input: { height: number; width: number } } {
  const framing: Framing = {
    fit: "crop",
    crop_at: 0.5,
    photo: areaOf(0, 50, 300, 300),
    input: areaOf(0, 0, side, side),
  };
  return { framing, input: { height: side, width: side } };
}

/** The same photo, padded: a quarter of the rows is empty. */
function padded(side: number): ReturnType<typeof cropped> {
  const input = areaOf(side / 8, 0, (side * 3) / 4, side);
  return { framing: { fit: "pad", crop_at: 0.5, photo: areaOf(0, 0, 300, 400), input }, input: cropped(side).input };
}

const map = (side: number) => ({ height: side, width: side });

describe("a place of the photo", () => {
  test("is where a pixel stands, in the photo's pixels", () => {
    expect(photoArea(pixelRegion(0, 0), { ...cropped(224), map: map(2) })).toEqual(areaOf(0, 50, 150, 150));
    expect(photoArea(pixelRegion(1, 3), { ...padded(224), map: map(4) })).toEqual(areaOf(50, 300, 100, 100));
  });

  test("is one pixel of a map of about the same size, whatever the input's", () => {
    const place = photoArea(pixelRegion(10, 30), { ...cropped(224), map: map(112) });
    expect(regionAt(place, { ...cropped(240), map: map(120) })).toEqual(pixelRegion(11, 32));
    expect(regionAt(place, { ...cropped(224), map: map(112) })).toEqual(pixelRegion(10, 30));
  });

  test("is many pixels of a larger map, and one of a smaller", () => {
    const place = photoArea(pixelRegion(1, 2), { ...cropped(224), map: map(7) });
    expect(regionAt(place, { ...cropped(240), map: map(28) })).toEqual({ top: 4, bottom: 7, left: 8, right: 11 });
    expect(regionAt(place, { ...cropped(240), map: map(2) })).toEqual(pixelRegion(0, 0));
  });

  test("is nowhere in a network that does not see it, and never beyond the edge", () => {
    const corner = photoArea(pixelRegion(1, 0), { ...padded(224), map: map(8) });
    expect(corner).toEqual(areaOf(0, 0, 50, 50));
    expect(regionAt(corner, { ...cropped(224), map: map(7) })).toBeNull();
    const edge = photoArea(pixelRegion(223, 223), { ...cropped(224), map: map(224) });
    expect(regionAt(edge, { ...cropped(240), map: map(7) })).toEqual(pixelRegion(6, 6));
  });
});

describe("a mask", () => {
  const mask = { kind: "rectangle", top: 56, left: 28, height: 112, width: 56 } as const;

  test("is the same where both see the same part in the same pixels", () => {
    expect(maskAt(mask, cropped(224), cropped(224))).toBe(mask);
  });

  test("hides the same part of the photo in an input of another size", () => {
    expect(maskAt(mask, cropped(224), cropped(448))).toEqual({ ...mask, top: 112, left: 56, height: 224, width: 112 });
  });

  test("hides the same part where the photo fits otherwise, and what is outside is cut", () => {
    // Rows 75..225 and columns 87.5..162.5 of the photo.
    expect(maskAt(mask, cropped(224), padded(224))).toEqual({
      kind: "rectangle",
      top: 70,
      left: 49,
      height: 84,
      width: 42,
    });
    const left = { kind: "rectangle", top: 28, left: 0, height: 168, width: 56 } as const;
    expect(maskAt(left, padded(224), cropped(224))).toMatchObject({ top: 0, left: 0, height: 224, width: 37 });
    expect(maskAt({ ...left, width: 20 }, padded(224), cropped(224))).toBeNull();
  });

  test("of single pixels keeps its form", () => {
    const diagonal = {
      kind: "bitmap",
      top: 8,
      left: 8,
      height: 4,
      width: 8,
      data: new Uint8Array(4).fill(0xf0),
    } as const;
    const twice = maskAt(diagonal, cropped(16), cropped(32));
    expect(twice).toMatchObject({ kind: "bitmap", top: 16, left: 16, height: 8, width: 8 });
    expect(twice && area(twice)).toBe(64);
  });
});
