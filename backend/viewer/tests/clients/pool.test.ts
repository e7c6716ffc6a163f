import { test } from "vitest";
import { type Corners, verticesOf } from "../../src/geometry/poolLayout.ts";
import { type Filters, inScene, NO_FILTERS, passes } from "../../src/pool/display/filters.ts";
import { Places } from "../../src/pool/display/places.ts";
import type { PoolImage } from "../../src/protocol/messages.ts";
import { poolOf, recordedBoundary } from "../pool/recorded.ts";
import { randomNumbers } from "../structure/random.ts";
import { expectShared } from "./shared.ts";

const { images } = poolOf("1");
const supportVectors = new Set(recordedBoundary().support_vectors);
const FILTERS: readonly Partial<Filters>[] = [
  {},
  { label: images[3]?.label ?? null },
  { vertex: 2 },
  { answer: "kept" },
  { answer: "changed", outside: 0.3 },
  { supportVectors: true, window: 1 },
];

test("scene 2", async () => {
  await expectShared("pool", {
    places: [0, 0.5, 1, 2].map((amount) => ({
      amount,
      points: pointsOf(images, amount, 4),
    })),
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

function pointsOf(of: readonly PoolImage[], amount: number, corners: Corners) {
  return [...new Places().of(of, amount, corners).values()];
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
