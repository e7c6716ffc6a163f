import { Matrix4, Quaternion, Ray, Vector3 } from "three";

export type Side = "left" | "right";

/** How far behind its tip a finger's ray begins, in metres. */
export const FINGER_BACK = 0.1;

/** One of a person's hands in VR, with a controller or without. Places are the world's. */
export class Hand {
  readonly side: Side;
  /** Whether it is known where it is. */
  tracked = false;
  /** Along which it points. */
  readonly ray = new Ray();
  /** Where it holds things. */
  readonly grip = new Vector3();
  readonly gripTurn = new Quaternion();
  /** From 10 cm behind the tip of the index finger through it; null without fingers. */
  finger: Ray | null = null;
  /** The trigger is pressed, or index finger and thumb are pinched. */
  selecting = false;
  squeezing = false;
  /** The thumbstick's push to the right, -1..1. */
  stick = 0;
  /** The joints of a hand without a controller; null with one. */
  joints: XRHand | null = null;
  /** Presses and releases since the frame before, in order: even the shortest counts. */
  readonly changes: ("press" | "release")[] = [];

  private readonly fingerRay = new Ray();
  private readonly matrix = new Matrix4();

  constructor(side: Side) {
    this.side = side;
  }

  /** Reads where it is in this frame. */
  read(source: XRInputSource, frame: XRFrame, space: XRReferenceSpace): void {
    const aim = frame.getPose(source.targetRaySpace, space);
    this.tracked = aim !== undefined;
    if (aim) pointAlong(this.ray, this.matrix.fromArray(aim.transform.matrix));
    const grip = source.gripSpace && frame.getPose(source.gripSpace, space);
    if (grip) {
      this.grip.setFromMatrixPosition(this.matrix.fromArray(grip.transform.matrix));
      this.gripTurn.setFromRotationMatrix(this.matrix);
    } else if (aim) {
      this.grip.copy(this.ray.origin);
      this.gripTurn.setFromRotationMatrix(this.matrix.fromArray(aim.transform.matrix));
    }
    // Axes 0 and 1 are a touchpad's, 2 and 3 a thumbstick's.
    this.stick = source.gamepad?.axes[2] ?? 0;
    this.joints = source.hand ?? null;
    this.finger = this.joints ? this.readFinger(this.joints, frame, space) : null;
  }

  /** It is not there in this frame. */
  lose(): void {
    this.tracked = false;
    this.stick = 0;
    this.joints = null;
    this.finger = null;
  }

  private readFinger(joints: XRHand, frame: XRFrame, space: XRReferenceSpace): Ray | null {
    const [tipSpace, baseSpace] = [joints.get("index-finger-tip"), joints.get("index-finger-phalanx-proximal")];
    const tip = tipSpace && frame.getJointPose?.(tipSpace, space);
    const base = baseSpace && frame.getJointPose?.(baseSpace, space);
    if (!tip || !base) return null;
    const { origin, direction } = this.fingerRay;
    const [to, from] = [tip.transform.position, base.transform.position];
    direction.set(to.x - from.x, to.y - from.y, to.z - from.z);
    if (direction.lengthSq() < 1e-8) return null;
    direction.normalize();
    origin.set(to.x, to.y, to.z).addScaledVector(direction, -FINGER_BACK);
    return this.fingerRay;
  }
}

function pointAlong(ray: Ray, matrix: Matrix4): void {
  ray.origin.setFromMatrixPosition(matrix);
  ray.direction.set(0, 0, -1).transformDirection(matrix);
}
