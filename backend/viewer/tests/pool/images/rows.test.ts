import { describe, expect, it } from "vitest";
import { csvRows, rows } from "../../../src/pool/images/rows.ts";
import { fold, type PoolSoFar } from "../../../src/pool/run/fold.ts";
import { partsOf, recordedBoundary } from "../recorded.ts";

const pool = partsOf("1").reduce<PoolSoFar | null>(fold, null) as PoolSoFar;
const boundary = recordedBoundary();
const supportVectors = new Set(boundary.support_vectors);

describe("the table", () => {
  const sorted = (key: "index" | "change" | "outside" | "distance" | "label", falling: boolean) =>
    rows(pool, pool.images, boundary, supportVectors, { key, falling });

  it("has a line for each image, whatever it is sorted by", () => {
    for (const key of ["index", "change", "outside", "distance", "label"] as const) {
      expect(new Set(sorted(key, true).map((row) => row.image.index)).size).toBe(pool.images.length);
    }
  });

  it("sorts both ways", () => {
    const changes = sorted("change", false).map((row) => row.change);
    expect(changes).toEqual([...changes].sort((a, b) => a - b));
    const distances = sorted("distance", true).map((row) => row.distance ?? 0);
    expect(distances).toEqual([...distances].sort((a, b) => b - a));
    const outside = sorted("outside", false).map((row) => row.image.outside);
    expect(outside).toEqual([...outside].sort((a, b) => a - b));
  });

  it("keeps the pool's order among equals", () => {
    const byLabel = sorted("label", true);
    byLabel.forEach((row, k) => {
      const next = byLabel[k + 1];
      if (next?.labelName === row.labelName) expect(next.image.index).toBeGreaterThan(row.image.index);
    });
  });

  it("knows no distance where there is no boundary", () => {
    const lines = rows(pool, pool.images, null, new Set(), { key: "distance", falling: true });
    expect(lines.every((row) => row.distance === null && !row.supportVector)).toBe(true);
  });
});

describe("the CSV file", () => {
  const [header, ...lines] = csvRows(pool, boundary, supportVectors);

  it("has as many cells in each row as in its header, and a row for each image", () => {
    expect(lines).toHaveLength(pool.images.length);
    for (const line of lines) expect(line).toHaveLength(header?.length ?? 0);
    expect(new Set(header).size).toBe(header?.length);
  });

  it("says of each image what the pool and the boundary say", () => {
    const column = (name: string) => lines.map((line) => line[header?.indexOf(name) ?? -1]);
    expect(column("index")).toEqual(pool.images.map((image) => image.index));
    expect(column("distance")).toEqual(boundary.distances);
    expect(column("mask_left")).toEqual(pool.images.map((image) => image.mask.left));
    expect(column("position_z")).toEqual(pool.images.map((image) => image.position[2]));
    expect(column("support_vector").filter((cell) => cell === "yes")).toHaveLength(boundary.support_vectors.length);
    expect(column("kept").filter((cell) => cell === "yes")).toHaveLength(boundary.kept);
    expect(column("window_size")[0]).toBe(84);
  });

  it("leaves out what no boundary says", () => {
    const [, first] = csvRows(pool, null, new Set());
    expect(first?.slice(-2)).toEqual([null, null]);
  });
});
