import { type Object3D, Quaternion, Vector3 } from "three";
import type { Person } from "../vrScene.ts";

const UP = new Vector3(0, 1, 0);
const TILT = new Vector3(1, 0, 0);

/** Where a board stands for a person: metres away, radians to the left of straight ahead, metres below the eyes. */
export interface Standing {
  readonly away: number;
  readonly aside?: number;
  readonly below?: number;
}

/** Turns something so that its front looks along `towards`, upright; `spare` is written over. */
export function faceTo(into: Quaternion, towards: Vector3, spare: Quaternion): void {
  const level = Math.hypot(towards.x, towards.z);
  into.setFromAxisAngle(UP, Math.atan2(towards.x, towards.z));
  into.multiply(spare.setFromAxisAngle(TILT, -Math.atan2(towards.y, level)));
}

/** Stands a board before a person, facing the eyes. */
export function standBefore(
  board: Object3D,
  { head, heading }: Person,
  { away, aside = 0, below = 0 }: Standing,
): void {
  board.position
    .set(0, -below, -away)
    .applyAxisAngle(UP, heading + aside)
    .add(head);
  faceHead(board, head);
}

/** Turns a board about a person, by radians to the left, as the world is turned. */
export function turnBoard(board: Object3D, { head }: Person, angle: number): void {
  board.position.sub(head).applyAxisAngle(UP, angle).add(head);
  faceHead(board, head);
}

function faceHead(board: Object3D, head: Vector3): void {
  faceTo(board.quaternion, head.clone().sub(board.position), new Quaternion());
}
