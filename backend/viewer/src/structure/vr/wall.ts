import { Group, type Ray, Vector2, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { barsLeft, columnPitch, columnWidth, columnX, type Point } from "../../geometry/structureLayout.ts";
import type { Bend } from "../../scene/flatMaterial.ts";
import { stand } from "../../vr/scenePlace.ts";
import type { Person } from "../../vr/vrScene.ts";
import { captionScale, TEXT_SIZE } from "../scene/captions.ts";
import { CLASS_REACH, type Extent, wholeRectangle } from "../scene/views.ts";

const S = SCENES.structure;
/** How far the wall is from the person, in metres, on all sides: so every column faces them. */
export const AWAY = 1.2;
/** Metres of the room for a metre of the scene, at most to begin with. */
const SCALE = 0.6;
/** How much of the wall may stand above the eyes to begin with, in metres, and how far its middle is below them. */
const ABOVE = 0.8;
const BELOW = 0.03;
/** How far to the left the first column stands at first, in radians: beside the one that is straight ahead. */
const FIRST_ASIDE = 0.425;
/** What is ahead of who looks at the classes, in columns after the last. */
const CLASSES_AHEAD = 0.5;
/** Least height of text for a metre of distance: 22 mm at 2 m. */
export const LEAST_TEXT = 0.022 / 2;
/** Size of the smallest captions, in metres of the scene, where most text has its usual size. */
const SMALLEST = 0.86 * TEXT_SIZE;
const MAX_SCALE = 2;
/** What is further to the side than this from where the person looks, in radians, would be behind them. */
const ASIDE = 1.85;
/** A hand that is nearer to the wall's axis than this, in metres, says nothing of a direction. */
const NEAR_AXIS = 0.12;
/** Hands nearer to each other than this, in metres, say nothing of a scale. */
const APART = 0.05;
const UP = new Vector3(0, 1, 0);

/**
 * The plane of columns and classes as a wall around the person. It slides along itself: hands take hold of it and walk along
 * the network, and so does who turns around, for what would be behind a person is not there.
 */
export class Wall {
  /** What is on the wall, in the plane's own metres. */
  readonly object = new Group();
  /** For the materials of what is on it. */
  readonly bend: Bend = { value: new Vector2() };
  /** Metres of the room for a metre of the plane. */
  scale = SCALE;
  /** The columns that are drawn, the classes being one after the last; see `StructureDrawing.show`. */
  readonly shown = { from: 0, to: 0 };
  private readonly centre = new Vector3();
  private turnedBy = 0;
  /** The plane's point that is straight ahead, at the height of the wall's middle. */
  private readonly ahead = new Vector2(columnX(0), S.eye_height);
  /** Where the person looks, in radians to the right of straight ahead: who turns around is at 2π. */
  private gaze = 0;
  private extent: Extent = { columns: 0, clusters: 1, classes: 0 };
  private files = 1;
  private readonly held = new Vector2();
  private between = 0;
  private scaleHeld = SCALE;
  private readonly spare = new Vector3();
  private readonly middle = new Vector3();
  private readonly place = { position: new Vector3(), turn: 0, scale: SCALE };

  /** Puts the column that the person looks at before them, and at first the first ones. */
  recentre({ head, heading }: Person): void {
    const { columns } = this.extent;
    const column = (this.across(this.gaze) - columnX(0, this.files)) / columnPitch(this.files);
    this.centre.copy(head);
    this.centre.y -= BELOW;
    this.turnedBy = heading;
    this.gaze = 0;
    this.scale = this.fitting();
    this.bring(clamp(column, this.firstAhead, columns + CLASSES_AHEAD));
  }

  /** Puts the first columns straight ahead of where the person looks, or the last ones and the classes. */
  show(end: "first" | "last"): void {
    const { columns } = this.extent;
    this.bring(end === "first" ? this.firstAhead : columns + CLASSES_AHEAD - 1);
  }

  /** Says how much there is. Taller columns are smaller; the same column stays ahead. */
  setExtent(extent: Extent, files: number): void {
    const other = extent.clusters !== this.extent.clusters;
    const column = (this.ahead.x - columnX(0, this.files)) / columnPitch(this.files);
    this.extent = extent;
    this.files = files;
    if (!other) return;
    this.scale = this.fitting();
    this.ahead.set(columnX(0, files) + column * columnPitch(files), S.eye_height);
    this.stand();
  }

  /** The world turns about a person, in radians to the left. */
  turn({ head }: Person, angle: number): void {
    this.centre.sub(head).applyAxisAngle(UP, angle).add(head);
    this.turnedBy += angle;
    this.gaze += angle;
    this.stand();
  }

  /** Looks where the person looks, and so which columns are not behind them. */
  look({ heading }: Person): void {
    this.gaze = nearest(this.turnedBy - heading, this.gaze);
    const { columns } = this.extent;
    const [left, right] = [this.across(this.gaze - ASIDE), this.across(this.gaze + ASIDE)];
    const [first, pitch] = [columnX(0, this.files), columnPitch(this.files)];
    const half = columnWidth(this.files) / 2;
    this.shown.from = Math.max(0, Math.ceil((left + half - first) / pitch));
    const last = Math.min(columns - 1, Math.floor((right - half - first) / pitch));
    this.shown.to = barsLeft(columns, this.files) + CLASS_REACH <= right ? columns : last;
  }

  /** What of the plane the person looks at, and from how far, in its metres, to the millimetre. */
  lookedAt(): { x: number; y: number; away: number } {
    const millimetres = (metres: number) => Math.round(metres * 1000) / 1000;
    const [x, y] = [millimetres(this.across(this.gaze)), millimetres(this.ahead.y)];
    return { x, y, away: millimetres(AWAY / this.scale) };
  }

  /** Where a ray meets the wall from within: metres along it, with the plane's point in `into`. Null where it does not. */
  meet({ origin, direction }: Ray, into: Vector2): number | null {
    const [x, z] = [origin.x - this.centre.x, origin.z - this.centre.z];
    const level = direction.x * direction.x + direction.z * direction.z;
    if (level < 1e-9) return null;
    const along = x * direction.x + z * direction.z;
    const root = along * along - level * (x * x + z * z - AWAY * AWAY);
    if (root < 0) return null;
    const distance = (Math.sqrt(root) - along) / level;
    if (distance < 0) return null;
    this.spare.copy(direction).multiplyScalar(distance).add(origin);
    this.toPlane(this.spare, into);
    return distance;
  }

  /** A point of the plane, in the room; written into `room`. */
  toRoom({ x, y }: Point, room: Vector3): Vector3 {
    const angle = this.turnedBy - (x - this.ahead.x) / this.across(1, 0);
    room.set(-AWAY * Math.sin(angle), (y - this.ahead.y) * this.scale, -AWAY * Math.cos(angle));
    return room.add(this.centre);
  }

  /** Hands take hold of it, at these places of the room. */
  grip(hands: readonly Vector3[]): void {
    const middle = this.middleOf(hands);
    if (!middle) return;
    this.toPlane(middle, this.held);
    this.between = betweenOf(hands);
    this.scaleHeld = this.scale;
  }

  /** The hands that hold it have moved: what they hold stays before them. */
  move(hands: readonly Vector3[]): void {
    const middle = this.middleOf(hands);
    if (!middle) return;
    if (hands.length > 1) {
      const grown = Math.max(betweenOf(hands), APART) / Math.max(this.between, APART);
      this.scale = Math.min(MAX_SCALE, Math.max(this.least, this.scaleHeld * grown));
    }
    const { left, right, bottom, top } = wholeRectangle(this.extent);
    // The same point of the room is a point of the plane again, which differs from the one held by how far to slide.
    const now = this.toPlane(middle, SPARE);
    this.ahead.x = clamp(this.ahead.x + this.held.x - now.x, left, right);
    this.ahead.y = clamp(this.ahead.y + this.held.y - now.y, bottom, top);
    this.stand();
  }

  /** What is straight ahead where the network begins, in columns. */
  private get firstAhead(): number {
    const aside = (FIRST_ASIDE * AWAY) / this.scale / columnPitch(this.files);
    return Math.min(aside, Math.max(0, this.extent.columns - 1));
  }

  /** Puts a column where the person looks, counted from 0 and also between two of them. */
  private bring(column: number): void {
    const x = columnX(0, this.files) + column * columnPitch(this.files);
    this.ahead.set(x - (this.gaze * AWAY) / this.scale, S.eye_height);
    this.stand();
  }

  /** The scale at which the wall is neither higher than can be looked at, nor its captions too small. */
  private fitting(): number {
    return Math.max(this.least, Math.min(SCALE, ABOVE / (wholeRectangle(this.extent).top - S.eye_height)));
  }

  private get least(): number {
    return (LEAST_TEXT * AWAY) / (SMALLEST * captionScale(this.extent.clusters));
  }

  /** The x of the plane so many radians to the right of straight ahead. */
  private across(angle: number, from = this.ahead.x): number {
    return from + (angle * AWAY) / this.scale;
  }

  /** The point of the plane in the direction of one of the room, seen from the wall's axis. */
  private toPlane(room: Vector3, into: Vector2): Vector2 {
    const angle = this.turnedBy - Math.atan2(this.centre.x - room.x, this.centre.z - room.z);
    return into.set(this.across(nearest(angle, this.gaze)), this.ahead.y + (room.y - this.centre.y) / this.scale);
  }

  private middleOf([one, other]: readonly Vector3[]): Vector3 | null {
    if (!one) return null;
    this.middle.copy(one);
    if (other) this.middle.add(other).multiplyScalar(0.5);
    const aside = Math.hypot(this.middle.x - this.centre.x, this.middle.z - this.centre.z);
    return aside < NEAR_AXIS ? null : this.middle;
  }

  /** Puts it where it is now: the plane's point that is straight ahead stays in its plane, and the rest bends around. */
  private stand(): void {
    const { place, ahead, scale } = this;
    this.bend.value.set(ahead.x, scale / AWAY);
    place.turn = this.turnedBy;
    place.scale = scale;
    place.position
      .set(-ahead.x * scale, -ahead.y * scale, -AWAY)
      .applyAxisAngle(UP, this.turnedBy)
      .add(this.centre);
    stand(this.object, place);
  }
}

const SPARE = new Vector2();

/** The same angle, less than half a turn from another. */
function nearest(angle: number, other: number): number {
  return angle - 2 * Math.PI * Math.round((angle - other) / (2 * Math.PI));
}

function betweenOf([one, other]: readonly Vector3[]): number {
  return one && other ? one.distanceTo(other) : 0;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
