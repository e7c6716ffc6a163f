// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { Ray, Vector3 } from "three";
import { beforeEach, expect, it, vi } from "vitest";
import type { PoolSession } from "../../../src/pool/session/poolSession.ts";
import type { Asking } from "../../../src/state/ask.ts";
import type { ChosenImage } from "../../../src/state/images.ts";
import { type ScenePlace, toRoom, toScene } from "../../../src/vr/scenePlace.ts";
import { heard } from "../../state/heard.ts";
import { partsOf } from "../recorded.ts";

const asked: Asking<"pools">[] = vi.hoisted(() => []);

vi.mock("../../../src/state/ask.ts", () => ({
  ask: (operation: string, _body: unknown, asking: Asking<"pools">) => {
    if (operation === "pools") asked.push(asking);
    return new Promise(() => {});
  },
}));
vi.mock("../../../src/ui/tokens.ts", () => ({ token: () => "rgb(1, 2, 3)" }));
const { createPoolSession } = await import("../../../src/pool/session/poolSession.ts");
const { Subject } = await import("../../../src/state/subject.ts");
const { PoolDrawing } = await import("../../../src/pool/scene/PoolDrawing.ts");
const { followScene } = await import("../../../src/pool/viewport/followScene.ts");
const { ImageTarget } = await import("../../../src/pool/vr/ImageTarget.ts");

const PLACE: ScenePlace = { position: new Vector3(0.2, -0.1, -1), turn: 0.4, scale: 0.45 };
const HEAD = new Vector3(0, 1.2, 0);
let session: PoolSession;
let drawing: InstanceType<typeof PoolDrawing>;
let target: InstanceType<typeof ImageTarget>;
let all: ReturnType<typeof heard>;

beforeEach(() => {
  asked.length = 0;
  session = createPoolSession("pool", new Subject(signal({ imageId: "one" } as ChosenImage), signal("net")));
  drawing = new PoolDrawing(() => {});
  drawing.cloud.animated = false;
  followScene(session, drawing);
  target = new ImageTarget(session, drawing, PLACE, toScene(PLACE, HEAD.clone()));
  session.run.startIfNew();
  for (const part of partsOf("1")) asked[0]?.onPart?.(part);
  all = heard();
});

/** From the head straight to an image, and how far that is, in the world. */
function rayTo(index: number): { ray: Ray; distance: number } {
  const { x, y, z } = drawing.cloud.instances.at(drawing.cloud.placeOf(index) ?? -1, drawing.now());
  const way = toRoom(PLACE, new Vector3(x, y, z)).sub(HEAD);
  return { ray: new Ray(HEAD.clone(), way.clone().normalize()), distance: way.length() };
}

/** An image that none nearer hides from the head. */
function seen(): number {
  const found = drawing.cloud.indices().find((index) => {
    const { ray, distance } = rayTo(index);
    return Math.abs((target.meet(ray) ?? 0) - distance) < 1e-4;
  });
  if (found === undefined) throw new Error("Expected an image in sight, found none.");
  return found;
}

it("is met as far away as it stands in the world, and nothing where no image is", () => {
  const { ray, distance } = rayTo(seen());
  expect(target.meet(ray)).toBeCloseTo(distance, 4);
  expect(target.meet(new Ray(HEAD.clone(), new Vector3(0, 1, 0)))).toBeNull();
});

it("is the image that the page has as pointed at, until the hand points elsewhere", () => {
  const index = seen();
  const changes: (number | null)[] = [];
  const stop = session.selection.hovered.subscribe((hover) => changes.push(hover?.index ?? null));
  for (let frame = 0; frame < 5; frame++) target.hover(rayTo(index).ray);
  target.hover(null);
  stop();
  expect(changes).toEqual([null, index, null]);
});

it("is chosen by a press as on the page, and told to a study's log; another press lets go of it", () => {
  const index = seen();
  target.press(rayTo(index).ray);
  expect(session.selection.selected.value).toBe(index);
  expect(all.map(([kind, content]) => [kind, content.index])).toEqual([["pool_image_opened", index]]);
  target.press(rayTo(index).ray);
  expect(session.selection.selected.value).toBeNull();
});
