import { Vector3 } from "three";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { CameraRest } from "../../src/scene/cameraRest";
import type { Stage } from "../../src/scene/stage";

type Choice = { at: number } | "home";

const stage = { camera: { position: new Vector3() }, controls: { target: new Vector3() }, awaitsFrame: false };
/** What the scene says of its camera: a new object for each place of the person's, as scenes do. */
let choice: Choice;
let told: unknown[];
let rest: CameraRest<Choice>;

/** The camera goes somewhere, and a frame is drawn. */
function move(x: number): void {
  stage.camera.position.set(x, 1, 2);
  stage.controls.target.set(x, 1, 0);
  rest.note();
}

beforeEach(() => {
  vi.useFakeTimers();
  choice = "home";
  told = [];
  rest = new CameraRest<Choice>(stage as unknown as Stage, "home", {
    choice: () => choice,
    show: (next) => {
      choice = next;
      if (next !== "home") stage.camera.position.set(next.at, 1, 2);
    },
    tell: (...what) => told.push(what),
  });
  move(0);
  vi.runAllTimers();
});
afterEach(() => {
  rest.dispose();
  vi.useRealTimers();
});

describe("a camera", () => {
  it("is told where it has come to rest, once, to the millimetre", () => {
    choice = { at: 0.12345 };
    for (const x of [0.05, 0.1, 0.12345]) move(x);
    vi.advanceTimersByTime(100);
    expect(told).toEqual([]);
    vi.runAllTimers();
    rest.note();
    vi.runAllTimers();
    expect(told).toEqual([[{ at: 0.12345 }, { position: [0.123, 1, 2], target: [0.123, 1, 0] }]]);
  });

  it("is not told on its way, however far apart the frames are", () => {
    stage.awaitsFrame = true;
    for (const x of [0.1, 0.2, 0.3]) {
      choice = { at: x };
      move(x);
      vi.advanceTimersByTime(900);
    }
    expect(told).toEqual([]);
    stage.awaitsFrame = false;
    vi.runAllTimers();
    expect(told).toEqual([[{ at: 0.3 }, { position: [0.3, 1, 2], target: [0.3, 1, 0] }]]);
  });

  it("is not told where the scene itself moves it, at its beginning or as its canvas changes", () => {
    move(3);
    vi.runAllTimers();
    expect(told).toEqual([]);
  });

  it("is not told where it was taken, nor by the rounding of its controls", () => {
    rest.show({ at: 5 });
    choice = { at: 5 };
    rest.note();
    stage.camera.position.x += 1e-9;
    rest.note();
    vi.runAllTimers();
    expect(told).toEqual([]);
    choice = { at: 6 };
    move(6);
    vi.runAllTimers();
    expect(told).toHaveLength(1);
  });
});
