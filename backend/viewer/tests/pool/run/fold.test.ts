import { describe, expect, it } from "vitest";
import { change, fold, furtherOf, imageAt, labelOf, type PoolSoFar } from "../../../src/pool/run/fold.ts";
import type { PartOf } from "../../../src/protocol/answers.ts";
import type { PoolBatch } from "../../../src/protocol/messages.ts";
import { partsOf, poolOf } from "../recorded.ts";

const isBatch = (part: PartOf<"pools">) => part.kind === "pool_batch";
const folded = (parts: readonly PartOf<"pools">[]) => parts.reduce<PoolSoFar | null>(fold, null);

describe("a recorded pool, part by part", () => {
  it.each(["1", "4"])("request %s: the batches hold the same images as the whole pool, at the same places", (id) => {
    const batches = partsOf(id).filter(isBatch);
    expect(batches.length).toBeGreaterThan(1);
    const soFar = folded(batches);
    const pool = poolOf(id);
    expect(soFar?.whole).toBe(false);
    expect(soFar?.vertices.map(({ label }) => label.index)).toEqual(pool.vertices.map(({ label }) => label.index));
    const places = pool.images.map((image) => ({ ...image, represents: null }));
    expect(soFar?.images).toEqual(places);
  });

  it.each(["1", "4"])("request %s: all parts end in the whole pool", (id) => {
    const result = folded(partsOf(id));
    const pool = poolOf(id);
    expect(result).toEqual({
      original: pool.original,
      examined: pool.examined,
      windows: pool.windows,
      vertices: pool.vertices,
      images: pool.images,
      labels: new Map(pool.labels.map((label) => [label.index, label])),
      whole: true,
      image: pool.image,
      fillImages: [pool.fill_image],
      importance: pool.importance,
    });
  });

  it("is in the pool's order whatever the order of arrival, and finds an image by its index", () => {
    const [first] = partsOf("1").filter(isBatch) as [PartOf<"pools">];
    const { images } = poolOf("1");
    const batch = (some: typeof images) =>
      ({
        kind: "pool_batch",
        content: { ...(first.content as PoolBatch), relabelled: false, images: some },
      }) as PartOf<"pools">;
    const [odd, even] = [images.filter((_, k) => k % 2 === 1), images.filter((_, k) => k % 2 === 0)];
    const half = folded([batch(odd.toReversed())]);
    expect(half?.images).toEqual(odd);
    expect(imageAt(half, 1)).toBe(images[1]);
    expect(imageAt(half, 0)).toBeUndefined();
    expect(imageAt(half, null)).toBeUndefined();
    expect(folded([batch(odd), batch(even)])?.images).toEqual(images);
  });

  it("names every label on the way", () => {
    let soFar: PoolSoFar | null = null;
    for (const part of partsOf("4")) {
      soFar = fold(soFar, part);
      for (const image of soFar?.images ?? []) expect(soFar?.labels.has(image.label)).toBe(true);
    }
  });

  it("throws away what came before where the labels changed", () => {
    const relabelled = partsOf("4").filter((part) => isBatch(part) && (part.content as PoolBatch).relabelled);
    expect(relabelled.length).toBeGreaterThan(0);
    const [part] = relabelled as [PartOf<"pools">];
    const before = folded(partsOf("4").filter(isBatch).slice(0, 1));
    expect(fold(before, part)?.images).toEqual((part.content as PoolBatch).images);
  });
});

describe("a pool that is computed again after a loss", () => {
  const batches = partsOf("1").filter(isBatch);
  const long = folded(batches.slice(0, 3)) as PoolSoFar;
  const short = folded(batches.slice(0, 1)) as PoolSoFar;

  it("shows the old one until the new one has caught up", () => {
    expect(furtherOf(long, null)).toBe(long);
    expect(furtherOf(long, short)).toBe(long);
    const caughtUp = folded(batches.slice(0, 3)) as PoolSoFar;
    expect(furtherOf(long, caughtUp)).toBe(caughtUp);
  });

  it("shows the whole one in any case", () => {
    const whole = { ...short, whole: true };
    expect(furtherOf(long, whole)).toBe(whole);
  });
});

describe("one image", () => {
  const pool = folded(partsOf("1")) as PoolSoFar;

  it("finds names of labels, and says so of those it does not know", () => {
    for (const { label } of pool.vertices) expect(labelOf(pool, label.index)).toEqual(label);
    expect(labelOf(pool, 123_456).name).toBe("class 123456");
  });

  it("measures the change against the whole image", () => {
    const [image] = pool.images as [(typeof pool.images)[number]];
    expect(change(pool, image)).toBeCloseTo(image.original_probability - pool.original.probability, 12);
  });
});
