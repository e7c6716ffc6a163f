import { Ray, Vector3 } from "three";
import { beforeEach, describe, expect, it } from "vitest";
import { panelCentre, pixelPoint } from "../../../src/geometry/structureLayout.ts";
import type { Maps } from "../../../src/structure/maps/maps.ts";
import type { PanelPixel } from "../../../src/structure/scene/events.ts";
import type { Shown } from "../../../src/structure/scene/picking.ts";
import type { StructureDrawing } from "../../../src/structure/scene/structureDrawing.ts";
import { Wall } from "../../../src/structure/vr/wall.ts";
import { WallTarget } from "../../../src/structure/vr/wallTarget.ts";

const MAP = { height: 8, width: 8 };
const NAMES = Array.from({ length: 18 }, (_none, position) => `layer ${position}`);
const person = { head: new Vector3(0, 1.25, 0), heading: 0 };

let wall: Wall;
let target: WallTarget;
let hovers: (PanelPixel | null)[];
let classes: (number | null)[];
let opened: unknown[];
let shown: Shown;

beforeEach(() => {
  wall = new Wall();
  wall.setExtent({ columns: NAMES.length, clusters: 3, classes: 10 }, 1);
  wall.recentre(person);
  wall.look(person);
  [hovers, classes, opened] = [[], [], []];
  shown = newShown();
  const drawing = {
    columns: { list: NAMES.map((name) => ({ name })) },
    shown: () => shown,
    setHover: (pixel: PanelPixel | null) => hovers.push(pixel),
    setHoveredClass: (k: number | null) => classes.push(k),
  };
  const maps = { open: (layer: string, cluster: number | null) => opened.push([layer, cluster]) };
  // What it looks at of the two, and no more.
  target = new WallTarget(wall, drawing as unknown as StructureDrawing, maps as unknown as Maps);
});

function newShown(): Shown {
  const columns = NAMES.map(() => ({ clusters: 3, size: MAP }));
  return { input: { height: 224, width: 224 }, columns, files: 1, classes: 10, reach: 1.7 };
}

/** Points a ray at the middle of a pixel. */
function aim(ray: Ray, position: number, cluster: number, row: number, column: number): Ray {
  const point = pixelPoint({ row, column }, MAP, panelCentre(position, cluster, 3), 0.5);
  ray.origin.set(0.2, 1, -0.25);
  wall.toRoom(point, ray.direction).sub(ray.origin).normalize();
  return ray;
}

describe("a ray", () => {
  it("points at the pixel that it meets, and tells it once while it rests there", () => {
    const ray = new Ray();
    for (const [position, cluster, row, column] of [
      [0, 0, 0, 0],
      [1, 2, 7, 3],
      [3, 1, 4, 7],
    ] as const) {
      aim(ray, position, cluster, row, column);
      expect(target.meet(ray)).toBeGreaterThan(0.5);
      for (let frame = 0; frame < 3; frame++) target.hover(ray);
      expect(hovers.at(-1)).toEqual({ layer: NAMES[position], cluster, row, column });
    }
    expect(hovers).toHaveLength(3);
    target.hover(null);
    expect(hovers.at(-1)).toBeNull();
    expect(classes.every((k) => k === null)).toBe(true);
  });

  it("meets nothing between panels, where the input stands on the page, and behind the person", () => {
    const ray = new Ray();
    aim(ray, 1, 0, 0, 0);
    wall.toRoom({ x: 1.5, y: 1.4 }, ray.direction).sub(ray.origin).normalize();
    expect(target.meet(ray)).toBeNull();
    wall.toRoom({ x: 0, y: 1.4 }, ray.direction).sub(ray.origin).normalize();
    expect(target.meet(ray)).toBeNull();
    // Column 8 would be drawn there if it were not behind the person.
    expect(target.meet(aim(ray, 8, 1, 4, 4))).toBeNull();
    person.heading = -2;
    wall.look(person);
    expect(target.meet(aim(ray, 8, 1, 4, 4))).not.toBeNull();
    person.heading = 0;
  });

  it("opens the cluster that is pressed", () => {
    expect(target.press(aim(new Ray(), 2, 1, 3, 3))).toBe(false);
    expect(opened).toEqual([["layer 2", 1]]);
  });

  it("that rests is looked at again where the scene has changed under it", () => {
    const ray = aim(new Ray(), 1, 2, 7, 3);
    target.hover(ray);
    shown = newShown();
    target.hover(ray);
    expect(hovers).toHaveLength(2);
    shown = { ...newShown(), columns: [] };
    expect(target.meet(ray)).toBeNull();
  });
});
