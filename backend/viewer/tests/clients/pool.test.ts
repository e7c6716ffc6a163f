import { test } from "vitest";
import { type Corners, verticesOf, worldPoint } from "../../src/geometry/poolLayout.ts";
import { SCENES } from "../../src/geometry/scenes.ts";
import { onPhoto } from "../../src/pool/arrangement/onPhoto.ts";
import { type Filters, inScene, NO_FILTERS, passes } from "../../src/pool/display/filters.ts";
import { Places } from "../../src/pool/display/places.ts";
import { linearPosition, logPosition } from "../../src/pool/display/positionScale.ts";
import { regionLines } from "../../src/pool/scene/bodyShape.ts";
import { clearestLook } from "../../src/pool/scene/clearestLook.ts";
import type { PoolImage } from "../../src/protocol/messages.ts";
import { poolOf, recordedBoundary } from "../pool/recorded.ts";
import { randomNumbers } from "../structure/random.ts";
import { expectShared } from "./shared.ts";

const { images, windows } = poolOf("1");
const supportVectors = new Set(recordedBoundary().support_vectors);
const FILTERS: readonly Partial<Filters>[] = [
  {},
  { label: images[3]?.label ?? null },
  { vertex: 2 },
  { answer: "kept" },
  { answer: "changed", outside: 0.3 },
  { supportVectors: true, window: 1 },
];

const SIDE = SCENES.pool.image_side;
const CORNERS = verticesOf(4).map(worldPoint);
const USUAL = { azimuth: 0.2, elevation: 0.2 };
/** What is looked at: a real pool by both scales, and rows along several directions. */
const CLOUDS: number[][][] = [
  images.map((image) => rounded(worldPoint(linearPosition(image)))),
  images.map((image) => rounded(worldPoint(logPosition(image)))),
  row([0.2, 0.2, 0.96]),
  row([1, 0, 0]),
  row([0, 1, 0]),
  row([0.5, 0.3, 0.7]),
];

/** Photos of several shapes, for as many windows; the copies are those of a real pool. */
const PHOTOS = [
  { height: 224, width: 224, windows },
  { height: 300, width: 200, windows: windows.slice(0, 1) },
  { height: 200, width: 320, windows: [...windows, ...windows, ...windows].slice(0, 5) },
];

test("scene 2", async () => {
  await expectShared("pool", {
    places: [0, 0.5, 1, 2].map((amount) => ({
      amount,
      points: pointsOf(images, amount, 4),
    })),
    logarithms: pointsOf(images, 1, 4, logPosition),
    regions: ([2, 3, 4] as const).map((corners) => ({ corners, points: regionPoints(corners) })),
    looks: CLOUDS.map((points) => ({ points, look: clearestLook(points, SIDE, CORNERS, USUAL) })),
    photos: PHOTOS.map((photo) => onPhotos(photo)),
    crowds: ([2, 3, 4] as const).map((corners) => {
      const crowd = crowdOf(corners, 220);
      return { corners, positions: crowd.map(({ position }) => position), points: pointsOf(crowd, 1, corners) };
    }),
    filters: FILTERS.map((filters) => ({
      filters,
      present: images.filter((image) => inScene(image, true, false)).length,
      passing: images
        .filter((image) => inScene(image, true, false) && passes(image, { ...NO_FILTERS, ...filters }, supportVectors))
        .map(({ index }) => index),
    })),
  });
});

function pointsOf(of: readonly PoolImage[], amount: number, corners: Corners, positionOf = linearPosition) {
  return [...new Places().of(of, amount, corners, positionOf).values()];
}

function onPhotos({ height, width, windows: laid }: (typeof PHOTOS)[number]) {
  const strength = ({ index }: PoolImage) => (index % 5) / 4 - 0.5;
  const { tiles, captions, photos, frame } = onPhoto(
    images,
    { windows: laid, fills: ["black"] },
    { height, width },
    strength,
  );
  return {
    height,
    width,
    windows: laid,
    frame,
    photos,
    captions: captions.map(({ point, text, more }) => ({ point, text, more })),
    tiles: images.flatMap((image) => {
      const tile = tiles.get(image.index);
      return tile ? [{ index: image.index, strength: strength(image), ...tile }] : [];
    }),
  };
}

function regionPoints(corners: Corners): number[][] {
  const { array } = regionLines(corners).getAttribute("position");
  return Array.from({ length: array.length / 3 }, (_none, k) => [...array.slice(3 * k, 3 * k + 3)]);
}

function rounded(point: readonly number[]): number[] {
  return point.map((part) => Number(part.toFixed(6)));
}

/** Images in a row, which is seen best from elsewhere than along it. */
function row(direction: readonly number[]): number[][] {
  return Array.from({ length: 12 }, (_none, k) => direction.map((part) => Number((part * (k - 6) * 0.08).toFixed(6))));
}

/** Images of which many stand at nearly the same positions. */
function crowdOf(corners: Corners, count: number): PoolImage[] {
  const random = randomNumbers(300 + corners);
  const [pattern] = images;
  if (!pattern) throw new Error("The recorded pool has no images.");
  return Array.from({ length: count }, (_none, index) => {
    const shares = verticesOf(corners).map(() => random() ** 8);
    const sum = shares.reduce((a, b) => a + b, 0);
    const axis = (k: number) =>
      verticesOf(corners).reduce((total, vertex, v) => total + ((shares[v] ?? 0) / sum) * (vertex[k] ?? 0), 0);
    return { ...pattern, index, position: [0, 1, 2].map((k) => Number(axis(k).toFixed(6))) };
  });
}
