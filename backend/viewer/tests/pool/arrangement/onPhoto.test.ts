import { describe, expect, it } from "vitest";
import { onPhoto } from "../../../src/pool/arrangement/onPhoto.ts";
import { poolOf } from "../recorded.ts";

const { images, windows, image } = poolOf("1");
const [height = 0, width = 0] = image.shape;
const once = { windows, fills: ["black"] as const };
const layout = onPhoto(images, once, { height, width }, (one) => (one.index === 3 ? -1 : 0));

describe("copies on the photo", () => {
  it("stand in the middle of their masks, each on the photo of its window", () => {
    expect(layout.tiles.size).toBe(images.length);
    expect(layout.photos).toHaveLength(windows.length);
    for (const { index, mask, window } of images) {
      const [photo, tile] = [layout.photos[window], layout.tiles.get(index)];
      if (!photo || !tile) throw new Error(`Expected a place for image ${index}.`);
      const right = (tile.point[0] - photo.left) / (photo.right - photo.left);
      const down = (photo.top - tile.point[1]) / (photo.top - photo.bottom);
      expect(right * width).toBeCloseTo(mask.left + mask.width / 2, 6);
      expect(down * height).toBeCloseTo(mask.top + mask.height / 2, 6);
    }
  });

  it("show the photo at its own scale, so that tiles and photo are one picture", () => {
    for (const { index, window } of images) {
      const [photo, tile] = [layout.photos[window], layout.tiles.get(index)];
      if (!photo || !tile) throw new Error(`Expected a place for image ${index}.`);
      const longer = Math.max(photo.right - photo.left, photo.top - photo.bottom);
      expect(tile.cut * longer).toBeCloseTo(tile.side, 9);
    }
  });

  it("leave each other room, but for the last of a row or column, which stands flush with the edge", () => {
    for (const { index, mask, window } of images) {
      const next = images.find(
        (other) => other.window === window && other.mask.top === mask.top && other.mask.left > mask.left,
      );
      const steps = next && next.mask.left - mask.left;
      if (!next || steps !== windows[window]?.stride) continue;
      const [here, there] = [layout.tiles.get(index), layout.tiles.get(next.index)];
      const room = (there?.point[0] ?? 0) - (here?.point[0] ?? 0);
      // Frame, border of a support vector and halo are 0.145 of a side, at either side.
      expect(1.24 * (here?.side ?? 0)).toBeLessThan(room);
    }
  });

  it("have what changes the answer most before the others", () => {
    const depths = images.map(({ index }) => layout.tiles.get(index)?.point[2] ?? 0);
    expect(Math.max(...depths)).toBe(layout.tiles.get(3)?.point[2]);
    expect(depths.filter((depth) => depth > 0)).toHaveLength(1);
  });

  it("are within the frame, and so is every photo; photos do not overlap", () => {
    const { frame, photos } = layout;
    for (const photo of photos) {
      expect(photo.left).toBeGreaterThanOrEqual(frame.left - 1e-9);
      expect(photo.right).toBeLessThanOrEqual(frame.right + 1e-9);
      expect(photo.top).toBeLessThanOrEqual(frame.top + 1e-9);
      expect(photo.bottom).toBeGreaterThanOrEqual(frame.bottom - 1e-9);
    }
    photos.forEach((a, k) => {
      for (const b of photos.slice(k + 1)) {
        expect(a.right < b.left || b.right < a.left || a.bottom > b.top || b.bottom > a.top).toBe(true);
      }
    });
  });
});

it("copies of several fills stand each on the photo of its own, a row for each fill", () => {
  const [first] = images;
  if (!first) throw new Error("Expected an image.");
  const both = [first, { ...first, index: 1000, fill: "blur" as const }];
  const { tiles, photos, captions } = onPhoto(both, { windows, fills: ["black", "blur"] }, { height, width }, () => 0);
  expect(photos).toHaveLength(2 * windows.length);
  expect(captions.map(({ more }) => more)).toEqual([
    ...windows.map(() => "Black"),
    ...windows.map(() => "Blurred image"),
  ]);
  const [here, there] = [tiles.get(first.index)?.point ?? [], tiles.get(1000)?.point ?? []];
  expect(there[0]).toBe(here[0]);
  expect(there[1]).toBeLessThan(here[1] ?? 0);
});

it("a tall photo is not made square", () => {
  const { photos } = onPhoto([], once, { height: 300, width: 200 }, () => 0);
  for (const { left, right, top, bottom } of photos) expect((top - bottom) / (right - left)).toBeCloseTo(1.5, 9);
});
