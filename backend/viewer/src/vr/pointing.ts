import { Ray, Vector3 } from "three";
import { FINGER_BACK, type Hand, type Side } from "./hand.ts";
import type { Holdable, Target } from "./vrScene.ts";

/** How far before a surface, in metres, a fingertip is taken for one that is about to touch it. */
const NEAR = 0.05;
/** It has touched when it is so near, and lets go when it is so far away again. */
const TOUCHED = 0.004;
const RELEASED = 0.02;
/** A hand that has moved so far while it pinches, in metres, takes hold of the scene: it trembles by less. */
const TAKES = 0.03;
/** How far before the tip a finger's surface may lie behind it: who pokes through has touched. */
const THROUGH = 0.08;

/** What one hand points at and holds. */
class Aim {
  readonly hand: Hand;
  /** What has the ray: pointed at, or held by the trigger until it is released. */
  target: Target | null = null;
  held = false;
  /** The ray meets something so far away, in metres; for drawing it. */
  distance: number | null = null;
  /** The trigger was pressed where nothing is: it takes hold of the scene. */
  pinching = false;
  /** The ray of the fingertip, where that points and not the hand's ray. */
  finger: Ray | null = null;
  /** The fingertip has touched. */
  pressed = false;
  /** Fingers are pinched upon a part of the scene, and the hand has not moved: it may yet press, or take hold. */
  waiting = false;
  /** Where the hand was when they were pinched, and along what it pointed. */
  readonly from = new Vector3();
  private readonly pinched = new Ray();

  constructor(hand: Hand) {
    this.hand = hand;
  }

  /** Fingers are pinched, where it points now. */
  wait(): void {
    this.waiting = true;
    this.from.copy(this.hand.grip);
    this.pinched.copy(this.hand.ray);
  }

  get ray(): Ray {
    // What trembles as fingers are pinched and released does not count.
    return this.waiting ? this.pinched : (this.finger ?? this.hand.ray);
  }

  get touching(): boolean {
    return this.finger !== null;
  }
}

/** Finds what hands point at, and gives it their presses; what they grip is the scene. */
export class Pointing {
  private readonly aims: Record<Side, Aim>;
  private readonly both: readonly Aim[];
  /** The hand that points: the one that pressed last. */
  private used: Side;
  /** The hand that neither points nor presses: it shows the palette at its wrist. */
  private resting: Hand | null = null;
  private hovered: Target | null = null;
  private holding = 0;
  private readonly grips = [new Vector3(), new Vector3()];
  private readonly gripping: Vector3[] = [];

  constructor(left: Hand, right: Hand, dominant: Side) {
    this.aims = { left: new Aim(left), right: new Aim(right) };
    this.both = [this.aims.left, this.aims.right];
    this.used = dominant;
  }

  /** How far away a hand's ray meets something; null where it meets nothing, or a finger touches. */
  reach(side: Side): number | null {
    const { distance, touching } = this.aims[side];
    return touching ? null : distance;
  }

  /** Whether a hand's ray is worth drawing: it is there, and neither holds the scene nor touches with its finger. */
  points(side: Side): boolean {
    const { hand, touching, pinching } = this.aims[side];
    return this.isReady(hand) && !touching && !pinching && !hand.squeezing;
  }

  /**
   * Looks at the hands, once a frame. `targets` are the nearest first where two are met equally far away; a hand that is
   * `resting` neither points nor presses.
   */
  update(targets: readonly Target[], holdable: Holdable | null, resting: Hand | null = null): void {
    this.resting = resting;
    for (const aim of this.both) this.look(aim, targets);
    const other = this.aims[this.used === "left" ? "right" : "left"];
    if (!this.isReady(this.aims[this.used].hand) && this.isReady(other.hand)) this.used = other.hand.side;
    this.point();
    if (holdable) this.hold(holdable);
  }

  /** Nothing is pointed at or held any more, as when a scene is taken away. */
  forget(): void {
    for (const aim of this.both) {
      if (aim.held) aim.target?.release?.(aim.ray, aim.hand);
      aim.target = null;
      aim.held = false;
      aim.pinching = false;
      aim.waiting = false;
    }
    this.hovered?.hover?.(null, this.aims[this.used].hand);
    this.hovered = null;
    this.holding = 0;
  }

  private isReady(hand: Hand): boolean {
    return hand.tracked && hand !== this.resting;
  }

  private look(aim: Aim, targets: readonly Target[]): void {
    const { hand } = aim;
    // One that is lost stays where it was.
    if (aim.finger) aim.finger = hand.finger ?? aim.finger;
    if (aim.waiting) this.wait(aim);
    else if (!aim.held) this.find(aim, targets);
    if (aim.touching) this.touch(aim);
    else for (const change of hand.changes) this.change(aim, change);
    hand.changes.length = 0;
    if (aim.held) {
      aim.distance = aim.target?.meet(aim.ray) ?? aim.distance;
      aim.target?.drag?.(aim.ray, hand);
    }
  }

  /** A pinch that moves takes hold of the scene; a hand that is lost does neither. */
  private wait(aim: Aim): void {
    const { hand } = aim;
    const moved = hand.grip.distanceTo(aim.from) > TAKES;
    if (hand.tracked && !moved && !hand.squeezing) return;
    aim.waiting = false;
    aim.pinching = hand.tracked && moved;
    aim.target = null;
    aim.distance = null;
  }

  private find(aim: Aim, targets: readonly Target[]): void {
    const { hand } = aim;
    aim.target = null;
    aim.distance = null;
    aim.finger = null;
    if (!this.isReady(hand) || aim.pinching || hand.squeezing) return;
    if (hand.finger) {
      for (const target of targets) {
        const depth = (target.meet(hand.finger) ?? Number.POSITIVE_INFINITY) - FINGER_BACK;
        if (depth > NEAR || depth < -THROUGH) continue;
        aim.target = target;
        aim.distance = depth;
        aim.finger = hand.finger;
        return;
      }
    }
    aim.pressed = false;
    for (const target of targets) {
      const distance = target.meet(hand.ray);
      if (distance === null || (aim.distance !== null && distance >= aim.distance)) continue;
      aim.target = target;
      aim.distance = distance;
    }
  }

  /** A fingertip presses as it touches, and lets go as it leaves, or is seen no more. */
  private touch(aim: Aim): void {
    const far = aim.hand.finger && aim.target?.meet(aim.ray);
    const depth = (far ?? Number.POSITIVE_INFINITY) - FINGER_BACK;
    if (!aim.pressed && depth <= TOUCHED) {
      aim.pressed = true;
      this.change(aim, "press");
    } else if (aim.pressed && depth > RELEASED) {
      aim.pressed = false;
      this.change(aim, "release");
    }
  }

  private change(aim: Aim, change: "press" | "release"): void {
    const { hand, target } = aim;
    if (change === "press") {
      if (hand === this.resting) return;
      this.used = hand.side;
      if (!target) aim.pinching = true;
      else if (target.holdable && hand.joints && !aim.touching) aim.wait();
      else aim.held = target.press?.(aim.ray, hand) ?? false;
      return;
    }
    if (aim.waiting) {
      target?.press?.(aim.ray, hand);
      aim.waiting = false;
    }
    if (aim.held) {
      target?.release?.(aim.ray, hand);
      if (target?.meet(aim.ray) === null) aim.target = null;
    }
    aim.held = false;
    aim.pinching = false;
  }

  /** Tells what is pointed at that it is, and what was before that it is no more. */
  private point(): void {
    const aim = this.aims[this.used];
    const target = aim.held && aim.target !== this.hovered ? null : aim.target;
    if (this.hovered && this.hovered !== target) this.hovered.hover?.(null, aim.hand);
    this.hovered = target;
    if (target && !aim.held) target.hover?.(aim.ray, aim.hand);
  }

  private hold(holdable: Holdable): void {
    const { gripping } = this;
    let holding = 0;
    gripping.length = 0;
    this.both.forEach(({ hand, pinching }, place) => {
      if (!hand.tracked || !(hand.squeezing || pinching)) return;
      holding += place + 1;
      gripping.push((this.grips[place] as Vector3).copy(hand.grip));
    });
    if (holding !== this.holding) holdable.grip(gripping);
    else if (holding > 0) holdable.move(gripping);
    this.holding = holding;
  }
}
