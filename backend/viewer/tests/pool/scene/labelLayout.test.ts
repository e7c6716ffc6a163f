import { describe, expect, it } from "vitest";
import { type LabelTask, MIN_GAP, placeLabels } from "../../../src/pool/scene/labelLayout.ts";

const VIEW = { width: 640, height: 600 };
const CENTRE = { x: 320, y: 320 };
const SIZES = [
  [120, 43],
  [180, 62],
  [70, 43],
  [140, 43],
] as const;

function tasks(vertices: readonly (readonly [number, number])[]): LabelTask[] {
  return vertices.map(([x, y], k) => {
    const [width, height] = SIZES[k] ?? [0, 0];
    return { vertex: { x, y }, gap: 20, width, height };
  });
}

/** The vertices as a camera sees them that goes round the tetrahedron, `turn` radians to the side. */
function seen(turn: number, scale = 240): [number, number][] {
  const corners = [
    [0, 1, 0],
    [0, -1 / 3, 0.943],
    [-0.816, -1 / 3, -0.471],
    [0.816, -1 / 3, -0.471],
  ] as const;
  return corners.map(([x, y, z]) => {
    const side = x * Math.cos(turn) - z * Math.sin(turn);
    const depth = x * Math.sin(turn) + z * Math.cos(turn);
    return [CENTRE.x + scale * side, CENTRE.y - scale * (0.95 * y - 0.3 * depth)];
  });
}

describe("labels of the vertices", () => {
  it("stand outward from the centre", () => {
    const [top, , left, right] = placeLabels(tasks(seen(0.1, 150)), CENTRE, VIEW);
    const vertices = seen(0.1, 150);
    expect(top?.top).toBeLessThan(vertices[0]?.[1] ?? 0);
    expect((left?.left ?? 0) + SIZES[2][0]).toBeLessThan(vertices[2]?.[0] ?? 0);
    expect(right?.left).toBeGreaterThan(vertices[3]?.[0] ?? 0);
  });

  it.each(Array.from({ length: 48 }, (_, k) => (k * Math.PI) / 24))(
    "at a turn of %f are in the view, off their vertices and off each other",
    (turn) => {
      const vertices = seen(turn);
      const places = placeLabels(tasks(vertices), CENTRE, VIEW);
      const boxes = places.map((place, k) => {
        const [width, height] = SIZES[k] ?? [0, 0];
        return { left: place?.left ?? -1, top: place?.top ?? -1, width, height };
      });
      boxes.forEach((box, k) => {
        expect(box.left).toBeGreaterThanOrEqual(0);
        expect(box.top).toBeGreaterThanOrEqual(0);
        expect(box.left + box.width).toBeLessThanOrEqual(VIEW.width);
        expect(box.top + box.height).toBeLessThanOrEqual(VIEW.height);
        const [x, y] = vertices[k] ?? [0, 0];
        const away = Math.max(box.left - x, x - box.left - box.width, box.top - y, y - box.top - box.height);
        expect(away).toBeGreaterThanOrEqual(MIN_GAP / 2 - 1e-6);
        for (const other of boxes.slice(0, k)) {
          const wide = Math.min(box.left + box.width, other.left + other.width) - Math.max(box.left, other.left);
          const high = Math.min(box.top + box.height, other.top + other.height) - Math.max(box.top, other.top);
          expect(Math.min(wide, high)).toBeLessThanOrEqual(0);
        }
      });
    },
  );

  it("of a segment stand off the images that go up and down at its end, as near as they can", () => {
    const [left, right] = [
      { x: 100, y: 300 },
      { x: 540, y: 300 },
    ];
    const covered = { left: 90, top: 190, width: 60, height: 230 };
    const task = { gap: 20, width: 180, height: 62 };
    const [beside, free] = placeLabels(
      [
        { ...task, vertex: left, covered },
        { ...task, vertex: right, covered: null },
      ],
      { x: 320, y: 300 },
      VIEW,
    );
    expect((beside?.top ?? 0) + task.height, "above, where the images end sooner").toBeLessThanOrEqual(covered.top);
    expect((beside?.top ?? 0) + task.height).toBeGreaterThan(covered.top - 20);
    expect(beside?.left, "over its end").toBeLessThan(left.x);
    expect((beside?.left ?? 0) + task.width).toBeGreaterThan(left.x);
    expect(Math.abs((free?.top ?? 0) + task.height / 2 - right.y), "by its end").toBeLessThan(80);
  });

  it("are not there for a vertex behind the eye, and stay at the edge for one out of view", () => {
    const [behind, far] = placeLabels(
      [
        { vertex: null, gap: 20, width: 100, height: 40 },
        { vertex: { x: 2000, y: 300 }, gap: 20, width: 100, height: 40 },
      ],
      CENTRE,
      VIEW,
    );
    expect(behind).toBeNull();
    expect(far?.left).toBe(VIEW.width - 100 - 8);
  });
});
