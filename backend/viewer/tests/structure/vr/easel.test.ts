// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { Mesh, Ray, Vector3 } from "three";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { INPUT_CENTRE, pixelPoint } from "../../../src/geometry/structureLayout.ts";
import { MaskDelay } from "../../../src/structure/answers/maskDelay.ts";
import { Hand } from "../../../src/structure/editor/hand.ts";
import { Superpixels } from "../../../src/structure/editor/superpixels.ts";
import { Tools } from "../../../src/structure/editor/tools.ts";
import { Masks } from "../../../src/structure/masks/masks.ts";
import type { InputMesh } from "../../../src/structure/scene/inputMesh.ts";
import type { StructureSession } from "../../../src/structure/session/structureSession.ts";
import { Easel } from "../../../src/structure/vr/easel.ts";
import { subjectOf } from "../samples.ts";

const SIZE = { height: 224, width: 224 };
const person = { head: new Vector3(0.1, 1.25, 0.2), heading: 0.4 };

let easel: Easel;
let masks: Masks;
let tools: Tools;
let pointed: ReturnType<typeof signal<unknown>>;

beforeEach(() => {
  vi.stubGlobal("requestAnimationFrame", () => 0);
  const subject = subjectOf("image", "network");
  masks = new Masks(subject);
  tools = new Tools();
  pointed = signal(null);
  const preview = signal({ ...SIZE, data: new Uint8ClampedArray(4 * SIZE.height * SIZE.width) });
  const hand = new Hand(tools, masks, preview, signal(null));
  const answers = { status: signal({ state: "idle" }), delay: new MaskDelay() };
  const superpixels = new Superpixels("structure", subject, tools);
  const viewport = { pointedInput: pointed };
  const session = { hand, masks, tools, superpixels, inputs: { preview }, answers, viewport };
  // What it does with a session, and no more: masks, tools and hand are real.
  easel = new Easel(session as unknown as StructureSession, { mesh: new Mesh(), size: SIZE } as unknown as InputMesh);
  easel.recentre(person);
  easel.object.updateMatrixWorld(true);
});

/** A ray from somewhere towards a point of the input, in its pixels. */
function aim(ray: Ray, row: number, column: number, from = new Vector3(0.3, 1.1, 0)): Ray {
  const { x, y } = pixelPoint({ row, column }, SIZE, INPUT_CENTRE, 1);
  const place = new Vector3(x - INPUT_CENTRE.x, y - INPUT_CENTRE.y, 0).applyMatrix4(easel.object.matrixWorld);
  ray.origin.copy(from);
  ray.direction.copy(place).sub(from).normalize();
  return ray;
}

describe("the input within reach", () => {
  it("faces the eyes, and is near enough to be touched", () => {
    const front = new Vector3(0, 0, 1).applyQuaternion(easel.object.quaternion);
    const way = person.head.clone().sub(easel.object.position);
    expect(front.angleTo(way)).toBeLessThan(1e-6);
    expect(way.length()).toBeLessThan(0.7);
  });

  it("is pointed at, pixel by pixel, and no more beside it or from behind", () => {
    const ray = new Ray();
    expect(easel.meet(aim(ray, 20, 200))).toBeGreaterThan(0);
    easel.hover(ray);
    expect(pointed.value).toEqual({ row: 20, column: 200 });
    easel.hover(null);
    expect(pointed.value).toBeNull();
    expect(easel.meet(aim(ray, 20, 230))).toBeNull();
    expect(easel.meet(aim(ray, 20, 20, new Vector3(0, -1, -1)))).toBeNull();
  });

  it("takes a press, a drag and a release as a stroke, which may leave it", () => {
    const ray = new Ray();
    expect(easel.press(aim(ray, 30, 40))).toBe(true);
    easel.drag(aim(ray, 60, 80));
    expect(masks.draft.value).toHaveLength(1);
    expect(easel.meet(aim(ray, 60, 300))).not.toBeNull();
    easel.drag(ray);
    easel.release(ray);
    expect(masks.all.value.map(({ mask }) => mask)).toEqual([
      { kind: "rectangle", top: 30, left: 40, height: 31, width: 184 },
    ]);
    masks.undo();
    expect(masks.all.value).toEqual([]);
  });

  it("is drawn on by one hand at a time", () => {
    const [one, other] = [new Ray(), new Ray()];
    expect(easel.press(aim(one, 30, 40))).toBe(true);
    expect(easel.press(aim(other, 90, 90))).toBe(false);
    easel.drag(aim(other, 200, 200));
    easel.release(other);
    easel.drag(aim(one, 50, 60));
    easel.release(aim(one, 55, 66));
    expect(masks.all.value.map(({ mask }) => mask)).toEqual([
      { kind: "rectangle", top: 30, left: 40, height: 21, width: 21 },
    ]);
  });

  it("has masks removed from it by a press with the eraser", () => {
    masks.add({ kind: "rectangle", top: 10, left: 10, height: 20, width: 20 });
    tools.inHand.value = "eraser";
    const ray = new Ray();
    easel.press(aim(ray, 15, 15));
    easel.release(ray);
    expect(masks.all.value).toEqual([]);
  });
});
