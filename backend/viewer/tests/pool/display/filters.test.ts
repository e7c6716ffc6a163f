import { describe, expect, it } from "vitest";
import { type Filters, filterCount, inScene, NO_FILTERS, passes } from "../../../src/pool/display/filters.ts";
import { formatFilters, parseFilters } from "../../../src/pool/display/filterText.ts";
import { poolOf, recordedBoundary } from "../recorded.ts";

const { images } = poolOf("1");
const supportVectors = new Set(recordedBoundary().support_vectors);
const count = (filters: Partial<Filters>) =>
  images.filter((image) => passes(image, { ...NO_FILTERS, ...filters }, supportVectors)).length;

describe("filters", () => {
  it("let everything pass where there are none", () => {
    expect(count({})).toBe(images.length);
    expect(filterCount(NO_FILTERS)).toBe(0);
  });

  it("keep the images they name", () => {
    const boundary = recordedBoundary();
    expect(count({ answer: "kept" })).toBe(boundary.kept);
    expect(count({ answer: "changed" })).toBe(boundary.changed);
    expect(count({ supportVectors: true })).toBe(boundary.support_vectors.length);
    expect(count({ window: 0 })).toBe(25);
    expect(count({ fill: "black" })).toBe(images.filter(({ fill }) => fill === "black").length);
    expect(count({ fill: "noise" })).toBe(0);
    for (const vertex of [0, 1, 2, 3]) expect(count({ vertex })).toBe(5);
    const label = images[0]?.label ?? -1;
    expect(count({ label })).toBe(images.filter((image) => image.label === label).length);
  });

  it("take the limit of what is outside as passing", () => {
    const outside = [...images].sort((a, b) => a.outside - b.outside)[9]?.outside ?? 0;
    expect(count({ outside })).toBe(10);
    expect(count({ outside: 0 })).toBe(0);
  });

  it("all count together", () => {
    const both = images.filter((image) => image.kept && image.window === 1).length;
    expect(count({ answer: "kept", window: 1 })).toBe(both);
    expect(both).toBeLessThan(images.length);
  });
});

describe("the scene", () => {
  it("holds the selection once it is known, unless all are wanted", () => {
    expect(images.filter((image) => inScene(image, true, false))).toHaveLength(20);
    expect(images.filter((image) => inScene(image, true, true))).toHaveLength(images.length);
    expect(images.filter((image) => inScene({ ...image, represents: null }, false, false))).toHaveLength(images.length);
  });
});

describe("filters in the address", () => {
  const some: Filters = {
    label: 285,
    vertex: 3,
    answer: "changed",
    supportVectors: true,
    outside: 0.25,
    window: 2,
    fill: "blur",
  };

  it("come back as they were, together and one by one", () => {
    expect(parseFilters(formatFilters(some) ?? "")).toEqual(some);
    for (const name of Object.keys(some) as (keyof Filters)[]) {
      const one = { ...NO_FILTERS, [name]: some[name] };
      expect(parseFilters(formatFilters(one) ?? "")).toEqual(one);
    }
  });

  it("are not there where nothing is filtered", () => {
    expect(formatFilters(NO_FILTERS)).toBeNull();
  });

  it("ignore what is not understood", () => {
    expect(parseFilters("nonsense")).toBeUndefined();
    expect(parseFilters("vertex:9;outside:7;label:x;fill:red")).toEqual(NO_FILTERS);
  });
});
