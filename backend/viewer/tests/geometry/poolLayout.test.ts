import { expect, test } from "vitest";
import { worldPoint } from "../../src/geometry/poolLayout.ts";
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
