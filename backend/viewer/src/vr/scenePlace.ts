import { type Object3D, Vector3 } from "three";

/** Where something stands in the room, always upright: metres, a turn in radians to the left as seen from above, a scale. */
export interface ScenePlace {
  readonly position: Vector3;
  turn: number;
  /** Metres of the room for a metre of it. */
  scale: number;
}

const UP = new Vector3(0, 1, 0);

/** How far somebody is turned who looks along `forward`, in radians to the left; along −z it is 0. */
export function headingOf(forward: Vector3): number {
  return Math.atan2(-forward.x, -forward.z);
}

/** A point of the thing, in the room; written into `point`. */
export function toRoom({ position, turn, scale }: ScenePlace, point: Vector3): Vector3 {
  return point.multiplyScalar(scale).applyAxisAngle(UP, turn).add(position);
}

/** A point of the room, in the thing's own coordinates; written into `point`. */
export function toScene({ position, turn, scale }: ScenePlace, point: Vector3): Vector3 {
  return point.sub(position).applyAxisAngle(UP, -turn).divideScalar(scale);
}

/** A direction of the room, in the thing's own coordinates, its length kept; written into `direction`. */
export function turnToScene({ turn }: ScenePlace, direction: Vector3): Vector3 {
  return direction.applyAxisAngle(UP, -turn);
}

/**
 * The place where a person sees a point of the thing straight ahead: so far away, so far below the eyes, and facing
 * them.
 */
export function placeBefore(
  person: { head: Vector3; heading: number },
  point: Vector3,
  { away, below = 0, scale = 1 }: { away: number; below?: number; scale?: number },
): ScenePlace {
  const ahead = new Vector3(0, -below, -away).applyAxisAngle(UP, person.heading);
  const shift = point.clone().multiplyScalar(scale).applyAxisAngle(UP, person.heading);
  return { position: person.head.clone().add(ahead).sub(shift), turn: person.heading, scale };
}

/** Turns a place about a person, in radians to the left. */
export function turnAbout(place: ScenePlace, centre: Vector3, angle: number): void {
  place.position.sub(centre).applyAxisAngle(UP, angle).add(centre);
  place.turn += angle;
}

/** Puts a thing there. */
export function stand(object: Object3D, { position, turn, scale }: ScenePlace): void {
  object.position.copy(position);
  object.rotation.set(0, turn, 0);
  object.scale.setScalar(scale);
}
