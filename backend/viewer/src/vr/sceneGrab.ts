import { Vector3 } from "three";
import { type ScenePlace, toRoom, toScene } from "./scenePlace.ts";

export const MIN_SCALE = 0.05;
export const MAX_SCALE = 5;
/** Hands nearer to each other than this, in metres, say nothing of a turn or a scale. */
const APART = 0.05;

/**
 * A thing that is held by one hand or by two: what a hand holds stays in it. One hand moves it; two turn it about the
 * vertical and make it larger or smaller too. It never tilts, for a horizon that moves makes people ill.
 */
export class SceneGrab {
  private readonly held = new Vector3();
  private readonly between = new Vector3();
  private readonly middle = new Vector3();
  private readonly way = new Vector3();
  private turn = 0;
  private scale = 1;

  /** Hands take hold of what stands at `place`, or one lets go of it. */
  grip(place: ScenePlace, hands: readonly Vector3[]): void {
    if (hands.length === 0) return;
    this.turn = place.turn;
    this.scale = place.scale;
    toScene(place, this.held.copy(this.middleOf(hands)));
    this.betweenOf(hands, this.between);
  }

  /** Brings `place` to where what is held is in the hands again. */
  move(place: ScenePlace, hands: readonly Vector3[]): void {
    if (hands.length === 0) return;
    const { between, way } = this;
    if (hands.length > 1) {
      this.betweenOf(hands, way);
      const grown = Math.max(way.length(), APART) / Math.max(between.length(), APART);
      place.scale = Math.min(MAX_SCALE, Math.max(MIN_SCALE, this.scale * grown));
      const level = Math.hypot(between.x, between.z) > APART && Math.hypot(way.x, way.z) > APART;
      place.turn = this.turn + (level ? heading(way) - heading(between) : 0);
    }
    place.position.set(0, 0, 0);
    toRoom(place, way.copy(this.held));
    place.position.copy(this.middleOf(hands)).sub(way);
  }

  private middleOf(hands: readonly Vector3[]): Vector3 {
    const [one, other] = hands;
    if (!one) return this.middle;
    this.middle.copy(one);
    return other ? this.middle.add(other).multiplyScalar(0.5) : this.middle;
  }

  private betweenOf([one, other]: readonly Vector3[], into: Vector3): void {
    if (one && other) into.copy(other).sub(one);
    else into.set(0, 0, 0);
  }
}

function heading(way: Vector3): number {
  return Math.atan2(-way.z, way.x);
}
