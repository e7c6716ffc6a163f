import { Ray, Vector3 } from "three";
import { beforeEach, describe, expect, it } from "vitest";
import { FINGER_BACK, Hand } from "../../src/vr/hand.ts";
import { Pointing } from "../../src/vr/pointing.ts";
import type { Target } from "../../src/vr/vrScene.ts";

/** A wall across the way, as far along -z as it says; what happens to it is written down. */
class Wall implements Target {
  readonly told: string[] = [];
  holdable = false;
  z: number;
  private readonly keeps: boolean;

  constructor(z: number, keeps = true) {
    this.z = z;
    this.keeps = keeps;
  }

  meet(ray: Ray): number | null {
    const distance = (this.z - ray.origin.z) / ray.direction.z;
    return distance > 0 && Math.abs(ray.origin.x) < 1 ? distance : null;
  }

  hover(ray: Ray | null): void {
    const text = ray ? "hover" : "leave";
    if (this.told.at(-1) !== text) this.told.push(text);
  }

  press(): boolean {
    this.told.push("press");
    return this.keeps;
  }

  drag(): void {
    if (this.told.at(-1) !== "drag") this.told.push("drag");
  }

  release(): void {
    this.told.push("release");
  }
}

let [left, right]: Hand[] = [];
let pointing: Pointing;
let near: Wall;
let far: Wall;
let grips: number[];
let moves: number;

const holdable = {
  grip: (hands: readonly Vector3[]) => void grips.push(hands.length),
  move: () => moves++,
};

function frame(): void {
  pointing.update([far, near], holdable);
}

function press(hand: Hand, change: "press" | "release"): void {
  hand.selecting = change === "press";
  hand.changes.push(change);
  frame();
}

beforeEach(() => {
  [left, right] = [new Hand("left"), new Hand("right")];
  for (const hand of [left, right] as [Hand, Hand]) {
    hand.tracked = true;
    hand.ray.set(new Vector3(0, 1, 0), new Vector3(0, 0, -1));
  }
  pointing = new Pointing(left as Hand, right as Hand, "right");
  [near, far] = [new Wall(-1), new Wall(-2)];
  grips = [];
  moves = 0;
});

describe("a ray", () => {
  it("points at what is nearest, by the hand that is used", () => {
    (left as Hand).ray.origin.set(5, 1, 0);
    frame();
    expect(near.told).toEqual(["hover"]);
    expect(far.told).toEqual([]);
    expect(pointing.reach("right")).toBe(1);
    expect(pointing.reach("left")).toBeNull();
  });

  it("leaves what it pointed at when it goes elsewhere", () => {
    frame();
    (right as Hand).ray.origin.z = -1.5;
    frame();
    expect(near.told).toEqual(["hover", "leave"]);
    expect(far.told).toEqual(["hover"]);
  });

  it("is kept by what was pressed until it is released, wherever it goes", () => {
    frame();
    press(right as Hand, "press");
    (right as Hand).ray.origin.x = 5;
    frame();
    press(right as Hand, "release");
    frame();
    expect(near.told).toEqual(["hover", "press", "drag", "release", "leave"]);
  });

  it("counts even a press that is shorter than a frame", () => {
    (right as Hand).changes.push("press", "release");
    frame();
    expect(near.told.slice(0, 2)).toEqual(["press", "release"]);
  });

  it("is the other hand's once that one presses", () => {
    (right as Hand).ray.origin.x = 5;
    frame();
    expect(near.told).toEqual([]);
    press(left as Hand, "press");
    press(left as Hand, "release");
    frame();
    expect(near.told.at(-1)).toBe("hover");
  });
});

it("does not point or press with the hand that shows the palette", () => {
  const resting = right as Hand;
  (left as Hand).ray.origin.set(0, 1, -1.5);
  resting.selecting = true;
  resting.changes.push("press");
  pointing.update([far, near], holdable, resting);
  expect(near.told).toEqual([]);
  expect(far.told, "the other hand points").toEqual(["hover"]);
  expect(grips).toEqual([]);
  expect(pointing.points("right")).toBe(false);
  resting.changes.push("release");
  frame();
  expect(pointing.points("right")).toBe(true);
});

describe("the scene", () => {
  it("is held by grips, and by a press where nothing else is", () => {
    (right as Hand).squeezing = true;
    frame();
    frame();
    (left as Hand).ray.origin.x = 5;
    press(left as Hand, "press");
    frame();
    (right as Hand).squeezing = false;
    frame();
    press(left as Hand, "release");
    frame();
    expect(grips).toEqual([1, 2, 1, 0]);
    expect(moves).toBe(2);
  });

  it("is let go of by a hand that is lost", () => {
    (right as Hand).squeezing = true;
    frame();
    (right as Hand).tracked = false;
    frame();
    expect(grips).toEqual([1, 0]);
  });

  it("is not pointed at by the hand that holds it", () => {
    (right as Hand).squeezing = true;
    frame();
    expect(near.told).toEqual([]);
    expect(pointing.points("right")).toBe(false);
  });
});

describe("a bare hand's pinch upon a part of the scene", () => {
  beforeEach(() => {
    (right as Hand).joints = new Map() as unknown as XRHand;
    near.holdable = true;
    frame();
  });

  it("is a press where the hand stays, of what it pointed at as it began", () => {
    press(right as Hand, "press");
    expect(near.told).toEqual(["hover"]);
    (right as Hand).grip.x += 0.01;
    (right as Hand).ray.origin.x = 5;
    frame();
    press(right as Hand, "release");
    expect(near.told.slice(0, 2)).toEqual(["hover", "press"]);
    expect(grips).toEqual([]);
  });

  it("takes hold of the scene where the hand moves, and presses nothing", () => {
    press(right as Hand, "press");
    (right as Hand).grip.x += 0.04;
    frame();
    (right as Hand).grip.x += 0.1;
    frame();
    press(right as Hand, "release");
    frame();
    expect(grips).toEqual([1, 0]);
    expect(moves).toBe(1);
    expect(near.told).not.toContain("press");
  });

  it("does nothing where the hand is lost", () => {
    press(right as Hand, "press");
    (right as Hand).tracked = false;
    (right as Hand).changes.push("release");
    frame();
    expect(near.told).not.toContain("press");
    expect(grips).toEqual([]);
  });
});

describe("a fingertip", () => {
  const finger = (tip: number) => new Ray(new Vector3(0, 1, tip + FINGER_BACK), new Vector3(0, 0, -1));

  it("presses what it touches, drags along it, and lets go when it is drawn back", () => {
    for (const tip of [-0.8, -0.97, -0.998, -1.01, -0.99, -0.97, -0.7]) {
      (right as Hand).finger = finger(tip);
      frame();
    }
    expect(near.told).toEqual(["hover", "press", "drag", "release", "hover"]);
  });

  it("lets go along the same ray where it is lost", () => {
    const hand = right as Hand;
    const let_go: Ray[] = [];
    const press: Ray[] = [];
    near.press = (ray?: Ray) => press.push(ray as Ray) > 0;
    near.release = (ray?: Ray) => void let_go.push(ray as Ray);
    for (const tip of [-0.97, -0.998]) {
      hand.finger = finger(tip);
      frame();
    }
    expect(press.length).toBe(1);
    hand.finger = null;
    hand.tracked = false;
    frame();
    expect(let_go).toEqual(press);
    expect(let_go[0]).toBe(press[0]);
    frame();
    expect(let_go.length, "once").toBe(1);
  });

  it("takes the place of the ray where it is near", () => {
    (right as Hand).finger = finger(-0.97);
    frame();
    expect(pointing.points("right")).toBe(false);
    expect(pointing.reach("right")).toBeNull();
  });

  it("does not press by a pinch while it touches", () => {
    (right as Hand).finger = finger(-0.97);
    press(right as Hand, "press");
    expect(near.told).toEqual(["hover"]);
  });
});

it("forgets what it held when the scene is taken away", () => {
  frame();
  press(right as Hand, "press");
  pointing.forget();
  expect(near.told.slice(-2)).toEqual(["release", "leave"]);
  frame();
  expect(near.told.at(-1)).toBe("hover");
});
