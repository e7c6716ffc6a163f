import { Ray, type Vector3 } from "three";
import { type ScenePlace, toScene, turnToScene } from "../../vr/scenePlace.ts";
import type { Target } from "../../vr/vrScene.ts";
import { imageAt } from "../run/fold.ts";
import type { PoolDrawing } from "../scene/PoolDrawing.ts";
import { type Hit, pickAlong } from "../scene/rayPicking.ts";
import type { PoolSession } from "../session/poolSession.ts";

/** The images, as a hand points at them: the nearest along its ray is hovered, and a press chooses it. */
export class ImageTarget implements Target {
  readonly holdable = true;
  private readonly session: PoolSession;
  private readonly drawing: PoolDrawing;
  private readonly place: ScenePlace;
  private readonly head: Vector3;
  private readonly ray = new Ray();
  private readonly hit: Hit = { place: -1, distance: 0 };

  /** `head` is where the person's is, in the scene's metres. */
  constructor(session: PoolSession, drawing: PoolDrawing, place: ScenePlace, head: Vector3) {
    this.session = session;
    this.drawing = drawing;
    this.place = place;
    this.head = head;
  }

  meet(ray: Ray): number | null {
    return this.find(ray) === null ? null : this.hit.distance * this.place.scale;
  }

  hover(ray: Ray | null): void {
    const { hovered } = this.session.selection;
    const index = ray && this.find(ray);
    if (index === (hovered.peek()?.index ?? null)) return;
    hovered.value = index === null ? null : { index, pointer: null };
  }

  press(ray: Ray): boolean {
    const index = this.find(ray);
    if (index !== null) this.session.selection.toggle(imageAt(this.session.run.pool.peek(), index));
    return false;
  }

  /** Index in the pool of the image that a ray of the world meets. */
  private find({ origin, direction }: Ray): number | null {
    const { cloud } = this.drawing;
    toScene(this.place, this.ray.origin.copy(origin));
    turnToScene(this.place, this.ray.direction.copy(direction));
    const { place } = pickAlong(cloud.instances, this.ray, this.head, this.drawing.now(), this.hit);
    return place < 0 ? null : cloud.indexAt(place);
  }
}
