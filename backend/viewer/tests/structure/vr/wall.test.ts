import { Ray, Vector2, Vector3 } from "three";
import { beforeEach, describe, expect, it } from "vitest";
import { barsLeft, columnX, type Point, panelCentre } from "../../../src/geometry/structureLayout.ts";
import { captionScale, TEXT_SIZE } from "../../../src/structure/scene/captions.ts";
import { AWAY, LEAST_TEXT, Wall } from "../../../src/structure/vr/wall.ts";

const EYES = 1.25;
const COLUMNS = 18;
const POINTS: Point[] = Array.from({ length: COLUMNS }, (_none, position) => panelCentre(position, position % 3, 3));

let wall: Wall;
let person: { head: Vector3; heading: number };

beforeEach(() => {
  wall = new Wall();
  person = { head: new Vector3(0.3, EYES, -0.2), heading: 0 };
  wall.setExtent({ columns: COLUMNS, clusters: 3, classes: 10 }, 1);
  wall.recentre(person);
  wall.look(person);
});

/** The person turns around by an angle to the right, as heads do: step by step. */
function turnAround(angle: number): void {
  const steps = Math.ceil(Math.abs(angle) / 0.5);
  for (let step = 0; step < steps; step++) {
    person.heading -= angle / steps;
    wall.look(person);
  }
}

/** Where the shader puts a point of the plane: `onPlane` of the flat materials, with what the wall says. */
function drawnAt({ x, y }: Point): Vector3 {
  const { x: ahead, y: curvature } = wall.bend.value;
  const angle = (x - ahead) * curvature;
  const bent = new Vector3(ahead + Math.sin(angle) / curvature, y, (1 - Math.cos(angle)) / curvature);
  wall.object.updateMatrix();
  return bent.applyMatrix4(wall.object.matrix);
}

/** The point of the plane that a ray from somewhere towards a place of the room meets, and how far away. */
function met(from: Vector3, towards: Vector3) {
  const into = new Vector2();
  const direction = towards.clone().sub(from).normalize();
  const distance = wall.meet(new Ray(from, direction), into);
  return { x: into.x, y: into.y, distance };
}

function expectMet(point: Point, from = person.head): void {
  const place = wall.toRoom(point, new Vector3());
  const found = met(from, place);
  expect(found.x).toBeCloseTo(point.x, 9);
  expect(found.y).toBeCloseTo(point.y, 9);
  expect(found.distance).toBeCloseTo(from.distanceTo(place), 9);
}

describe("a point of the bent wall", () => {
  it("is met by a ray where it is drawn, for every column, wherever the wall is and however large", () => {
    const hand = new Vector3(0.5, 1, -0.4);
    wall.turn({ head: new Vector3(1, 1, 1), heading: 0 }, 0.7);
    wall.grip([hand]);
    wall.move([hand.clone().add(new Vector3(0.1, 0.2, 0))]);
    for (const point of POINTS) {
      const straight = point.x - wall.bend.value.x;
      expect(wall.toRoom(point, new Vector3()).distanceTo(drawnAt(point))).toBeLessThan(1e-9);
      // Further round than half a turn, a ray means what is nearer to where the person looks.
      if (Math.abs(straight * wall.bend.value.y) < 3) expectMet(point);
    }
  });

  it("is met from a hand beside the head as well", () => {
    for (const point of POINTS.slice(0, 6)) expectMet(point, new Vector3(0.5, 1, -0.4));
  });

  it("is as far away as every other, and faces the person", () => {
    for (const point of POINTS) {
      const { x, z } = wall.toRoom(point, new Vector3()).sub(person.head);
      expect(Math.hypot(x, z)).toBeCloseTo(AWAY, 9);
    }
  });

  it("is not met by a ray that goes straight up", () => {
    expect(wall.meet(new Ray(person.head, new Vector3(0, 1, 0)), new Vector2())).toBeNull();
  });
});

describe("what would be behind the person", () => {
  it("is not drawn, and what is at their sides is", () => {
    expect(wall.shown).toEqual({ from: 0, to: 5 });
    for (const [position, { x }] of POINTS.entries()) {
      const angle = Math.abs((x - wall.bend.value.x) * wall.bend.value.y);
      expect(position <= wall.shown.to).toBe(angle < 1.8);
    }
  });

  it("comes to who turns around, and once around is further along the network, up to the classes", () => {
    turnAround(2 * Math.PI);
    const { from, to } = wall.shown;
    expect([from, to]).toEqual([12, COLUMNS]);
    const ahead = met(person.head, person.head.clone().add(new Vector3(0, 0, -1)));
    const round = (2 * Math.PI) / wall.bend.value.y;
    expect(ahead.x).toBeCloseTo(columnX(1) + round, 6);
    turnAround(-Math.PI / 2);
    expect(wall.shown.to).toBe(16);
    turnAround(-1.5 * Math.PI);
    expect(wall.shown).toEqual({ from: 0, to: 5 });
  });

  it("is a window that a step of the thumbstick moves as turning does", () => {
    for (let step = 0; step < 6; step++) wall.turn(person, Math.PI / 6);
    wall.look(person);
    const shown = { ...wall.shown };
    wall.show("first");
    wall.recentre(person);
    wall.look(person);
    turnAround(Math.PI);
    expect(wall.shown).toEqual(shown);
  });

  it("is brought before who asks for it, with the column that they look at, or an end of the network", () => {
    turnAround(2);
    const looked = met(person.head, person.head.clone().add(new Vector3(-Math.sin(-2), 0, -Math.cos(-2)))).x;
    person.head.set(-1, 1.6, 2);
    wall.recentre(person);
    const ahead = () => met(person.head, person.head.clone().add(new Vector3(-Math.sin(-2), 0, -Math.cos(-2)))).x;
    expect(ahead()).toBeCloseTo(looked, 6);
    wall.show("last");
    wall.look(person);
    expect(ahead()).toBeCloseTo(barsLeft(COLUMNS), 0);
    expect(wall.shown.to).toBe(COLUMNS);
    wall.show("first");
    expect(ahead()).toBeCloseTo(columnX(1), 9);
  });
});

describe("at first", () => {
  it("the network begins at the left of what is straight ahead, however large its columns are", () => {
    for (const clusters of [3, 8]) {
      wall.setExtent({ columns: COLUMNS, clusters, classes: 10 }, 1);
      wall.show("first");
      const { x, z } = wall.toRoom(panelCentre(0, 0, clusters), new Vector3()).sub(person.head);
      expect(Math.atan2(x, -z)).toBeCloseTo(-0.425, 9);
    }
    wall.setExtent({ columns: 1, clusters: 3, classes: 10 }, 1);
    wall.show("first");
    expect(wall.toRoom(panelCentre(0, 0, 3), new Vector3()).x).toBeCloseTo(person.head.x, 9);
  });
});

describe("hands", () => {
  const hand = new Vector3(0.5, 1.1, -0.6);

  it("slide the wall along itself: what one of them holds stays before it", () => {
    const held = met(person.head, hand);
    wall.grip([hand]);
    for (const by of [0.05, 0.1, 0.2]) {
      const now = hand.clone().add(new Vector3(-by, 0, by / 3));
      wall.move([now]);
      const found = met(person.head, now);
      expect(found.x).toBeCloseTo(held.x, 9);
    }
  });

  it("move it up and down by as much as themselves", () => {
    const before = wall.toRoom({ x: columnX(1), y: 1.4 }, new Vector3()).y;
    wall.grip([hand]);
    wall.move([hand.clone().add(new Vector3(0, 0.15, 0))]);
    expect(wall.toRoom({ x: columnX(1), y: 1.4 }, new Vector3()).y - before).toBeCloseTo(0.15, 9);
  });

  it("do not push it out of sight", () => {
    wall.grip([hand]);
    for (let time = 0; time < 20; time++) {
      wall.move([new Vector3(-2, -3, -0.2)]);
      wall.grip([hand]);
    }
    expect(wall.bend.value.x).toBeLessThanOrEqual(barsLeft(COLUMNS) + 2);
    expect(wall.bend.value.x).toBeGreaterThan(columnX(COLUMNS - 1));
  });

  it("make it larger, two of them, but never so small that captions cannot be read", () => {
    const other = new Vector3(0.1, 1.1, -0.6);
    const { scale } = wall;
    wall.grip([hand, other]);
    wall.move([new Vector3(0.6, 1.1, -0.6), new Vector3(0, 1.1, -0.6)]);
    expect(wall.scale).toBeCloseTo(1.5 * scale, 9);
    wall.move([new Vector3(0.31, 1.1, -0.6), new Vector3(0.29, 1.1, -0.6)]);
    expect((0.86 * TEXT_SIZE * wall.scale) / AWAY).toBeCloseTo(LEAST_TEXT, 9);
    for (const point of POINTS.slice(0, 3)) expectMet(point);
  });

  it("that are at the person's chest say nothing", () => {
    const before = wall.bend.value.clone();
    wall.grip([new Vector3(0.3, 1, -0.25)]);
    wall.move([new Vector3(0.33, 1, -0.2)]);
    expect(wall.bend.value).toEqual(before);
  });
});

describe("more clusters", () => {
  it("make columns that stand no higher, with captions to be read, and the same column ahead", () => {
    const hand = new Vector3(0.5, 1.1, -0.6);
    wall.grip([hand]);
    wall.move([new Vector3(-0.3, 1.1, -0.9)]);
    const column = (wall.bend.value.x - columnX(0)) / (columnX(1) - columnX(0));
    for (const [clusters, files] of [
      [6, 1],
      [8, 1],
      [12, 2],
    ] as const) {
      wall.setExtent({ columns: COLUMNS, clusters, classes: 10 }, files);
      const { y } = wall.toRoom(panelCentre(0, 0, clusters, files), new Vector3());
      expect(y - EYES).toBeLessThan(0.8);
      expect((TEXT_SIZE * 0.86 * captionScale(clusters) * wall.scale) / AWAY).toBeGreaterThanOrEqual(LEAST_TEXT - 1e-9);
      const now = (wall.bend.value.x - columnX(0, files)) / (columnX(1, files) - columnX(0, files));
      expect(now).toBeCloseTo(column, 9);
    }
  });
});
