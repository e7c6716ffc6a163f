import { expect, test } from "vitest";
import { type Corners, cornersOf, verticesOf, worldPoint } from "../../src/geometry/poolLayout.ts";
import { SCENES } from "../../src/geometry/scenes.ts";
import { guideTable } from "./guide.ts";

const rows = guideTable("Vertex", "Exactly", "In Unity");

/** The numbers of "(0, −1/3, √8/3)". */
function exactly(cell: string): number[] {
  return cell
    .replace(/[()]/g, "")
    .split(",")
    .map((part) => {
      const [over = "", under = "1"] = part.trim().replace("−", "-").split("/");
      const root = over.match(/^(-?)√(\d+)$/);
      const value = root ? Math.sqrt(Number(root[2])) * (root[1] ? -1 : 1) : Number(over);
      return value / Number(under);
    });
}

test("the guide's table has four vertices", () => expect(rows).toHaveLength(4));

test.each(rows)("vertex %s", (index, exact, unity) => {
  const vertex = SCENES.pool.vertices[Number(index)] ?? [];
  exactly(exact ?? "").forEach((number, axis) => {
    expect(vertex[axis]).toBeCloseTo(number, 12);
  });
  const [x, y, z] = worldPoint(vertex);
  // Unity's z points the other way.
  const numbers = (unity ?? "").replace(/[()]/g, "").replaceAll("−", "-").split(",").map(Number);
  [x, y, -z].forEach((number, axis) => {
    expect(number).toBeCloseTo(numbers[axis] ?? Number.NaN, 3);
  });
});

test("edges are as long as the guide says", () => {
  const points = SCENES.pool.vertices.map(worldPoint);
  for (const [i, a] of points.entries()) {
    for (const b of points.slice(i + 1)) {
      expect(Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2])).toBeCloseTo(
        Math.sqrt(8 / 3) * SCENES.pool.circumradius,
        9,
      );
    }
  }
});

test.each<[number, Corners]>([
  [2, 2],
  [3, 3],
  [4, 4],
  [1000, 4],
])("%i classes have %i corners", (classes, corners) => {
  expect(cornersOf(classes)).toBe(corners);
});

test.each<Corners>([2, 3, 4])("%i corners stand as far from each other, around the centre", (corners) => {
  const vertices = verticesOf(corners);
  expect(vertices).toHaveLength(corners);
  const lengths = vertices.flatMap((a, i) =>
    vertices.slice(i + 1).map((b) => Math.hypot(...[0, 1, 2].map((k) => (a[k] ?? 0) - (b[k] ?? 0)))),
  );
  for (const length of lengths) expect(length).toBeCloseTo(lengths[0] ?? 0, 9);
  for (const vertex of vertices) expect(Math.hypot(...vertex)).toBeCloseTo(1, 9);
  for (const axis of [0, 1, 2])
    expect(vertices.reduce((sum, vertex) => sum + (vertex[axis] ?? 0), 0)).toBeCloseTo(0, 9);
});
