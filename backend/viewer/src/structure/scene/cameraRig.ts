import { Matrix4, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { columnPitch, columnX, gridOf } from "../../geometry/structureLayout.ts";
import { axes, type Direction, type Framing, type Lens } from "../../scene/framing.ts";
import { canvasPoint } from "../../scene/plane.ts";
import type { Stage } from "../../scene/stage.ts";
import { cameraViewOf, viewpointOf } from "../../scene/viewpoint.ts";
import type { CameraChoice, ViewRange } from "./events.ts";
import {
  columnsRectangle,
  columnView,
  type Extent,
  emPixels,
  FRONT,
  homeDirection,
  homeView,
  wholeRectangle,
  wholeView,
} from "./views.ts";
import { visibleRange } from "./visibleRange.ts";

const S = SCENES.structure;
/** Share of the distance at which a column with its neighbours is in view. */
const MUCH_NEARER = 0.6;
/** How far the view turns to the sides, upwards and downwards, in radians: further, panels would be slivers. */
const TURN = { aside: 0.75, above: 0.42, below: 0.34 };
/** From how far aside, in radians, a panel at the edge of the view may be seen: at half its width. */
const MOST_ASIDE = Math.PI / 3;

/** Takes the camera of scene 1 where it is wanted, and keeps it where something is to be seen. */
export class CameraRig {
  private readonly stage: Stage;
  private extent: Extent = { columns: 0, clusters: 1, classes: 0 };
  /** The view that the camera rests in until the person moves it: also when the scene or the canvas changes. */
  private resting: CameraChoice | null = "home";

  constructor(stage: Stage) {
    this.stage = stage;
    const { controls } = stage;
    this.limitTurns();
    controls.minPolarAngle = Math.PI / 2 - TURN.above;
    controls.maxPolarAngle = Math.PI / 2 + TURN.below;
    controls.minDistance = 0.3;
    controls.rotateSpeed = 0.3;
    controls.addEventListener("start", this.left);
    stage.canvas.addEventListener("wheel", this.left, { passive: true });
    stage.onResize(() => {
      this.limitTurns();
      this.rest(0);
    });
  }

  /** Says what the scene holds now; a camera that rests is framed anew, without a flight while nothing was there before. */
  setExtent(extent: Extent): void {
    const known = this.extent;
    this.extent = extent;
    if (known.columns === extent.columns && known.clusters === extent.clusters && known.classes === extent.classes)
      return;
    this.stage.controls.maxDistance = 1.5 * wholeView(extent, this.lens).distance + 2;
    this.rest(known.columns === 0 ? 0 : 0.35);
  }

  home(seconds = 0.45): void {
    this.resting = "home";
    this.go(homeView(this.extent, this.lens, this.stage.size.height), homeDirection(this.extent.clusters), seconds);
  }

  fit(seconds = 0.45): void {
    this.resting = "fit";
    this.go(wholeView(this.extent, this.lens), FRONT, seconds);
  }

  /** Looks at a column with its names, from where the camera stands; whoever has come much nearer stays that near. */
  focusColumn(position: number): void {
    this.toColumn(position, S.eye_height);
  }

  /** Turns to a panel, given by its middle and half the side to see of it, unless it is in view. */
  ensureVisible(x: number, y: number, half: number): void {
    const { size, camera } = this.stage;
    camera.updateMatrixWorld();
    const inView = [-half, half].every((dx) =>
      [-half, half].every((dy) => {
        const at = canvasPoint(x + dx, y + dy, size, camera);
        return at && at.x > 0 && at.y > 0 && at.x < size.width && at.y < size.height;
      }),
    );
    if (inView) return;
    this.toColumn(Math.round((x - columnX(0, this.files)) / columnPitch(this.files)), y);
  }

  /** Moves what is looked at by pixels of the canvas: right and up are positive. */
  panBy(x: number, y: number): void {
    this.resting = null;
    const { target } = this.stage.destination;
    const metres = (2 * Math.tan(this.lens.fieldOfView / 2) * this.distance) / this.stage.size.height;
    this.turnTo(target.x + x * metres, target.y + y * metres, this.distance);
  }

  /** Comes nearer by a factor; below 1 goes away. */
  zoomBy(factor: number): void {
    this.resting = null;
    const { target } = this.stage.destination;
    const { minDistance, maxDistance } = this.stage.controls;
    const distance = Math.min(Math.max(this.distance / factor, minDistance), maxDistance);
    this.turnTo(target.x, target.y, distance, 0.2);
  }

  /** Keeps what is looked at in the plane of the panels, and near them. To be called before a frame. */
  correct(): void {
    const { camera, controls } = this.stage;
    const { position } = camera;
    const { target } = controls;
    // Along the line of sight the target can move without any change of the picture.
    const fall = target.z - position.z;
    if (Math.abs(target.z) > 1e-6 && fall < -1e-6) target.lerpVectors(position, target, -position.z / fall);
    const { left, right, bottom, top } = wholeRectangle(this.extent);
    const dx = Math.min(Math.max(target.x, left), right) - target.x;
    const dy = Math.min(Math.max(target.y, bottom), top) - target.y;
    if (dx === 0 && dy === 0) return;
    target.x += dx;
    position.x += dx;
    target.y += dy;
    position.y += dy;
  }

  /** Size in device pixels of an em of most text where the camera looks. */
  emPixels(): number {
    const { size, renderer } = this.stage;
    const { camera, controls } = this.stage;
    // What is nearer than the centre of the view is larger.
    const distance = camera.position.distanceTo(controls.target) * 0.92;
    return emPixels(distance, this.lens, size.height) * renderer.getPixelRatio();
  }

  /** The columns in view, as they are really seen. */
  range(): ViewRange {
    const { camera } = this.stage;
    const { columns } = this.extent;
    camera.updateMatrixWorld();
    const matrix = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).elements;
    const { bottom, top } = columnsRectangle(this.extent);
    const seen = visibleRange(matrix, { columns, files: this.files, bottom, top });
    if (seen) return seen;
    const end = this.stage.controls.target.x < columnX(0, this.files) ? 0 : columns;
    return { from: end, to: end };
  }

  /** What the camera shows, for a link. */
  get choice(): CameraChoice {
    return this.resting ?? viewpointOf(this.stage.destination);
  }

  /** Shows what a link holds, at once; a turn too far is kept within what can be seen. */
  show(choice: CameraChoice): void {
    this.resting = choice;
    this.rest(0);
  }

  dispose(): void {
    this.stage.controls.removeEventListener("start", this.left);
    this.stage.canvas.removeEventListener("wheel", this.left);
  }

  /** Files of panels of the widest column. */
  private get files(): number {
    return gridOf(this.extent.clusters).files;
  }

  private get lens(): Lens {
    const { fov, aspect } = this.stage.camera;
    return { fieldOfView: (fov * Math.PI) / 180, aspect };
  }

  private get distance(): number {
    const { position, target } = this.stage.destination;
    return position.distanceTo(target);
  }

  /** A wide canvas shows panels that are further aside than what the camera looks at: it turns less. */
  private limitTurns(): void {
    const { fieldOfView, aspect } = this.lens;
    const edge = Math.atan(Math.tan(fieldOfView / 2) * aspect);
    const home = Math.abs(homeDirection(1).azimuth);
    const most = Math.min(TURN.aside, Math.max(MOST_ASIDE - edge, home));
    this.stage.controls.minAzimuthAngle = -most;
    this.stage.controls.maxAzimuthAngle = most;
  }

  private readonly left = (): void => {
    this.resting = null;
  };

  private rest(seconds: number): void {
    if (this.resting === "home") this.home(seconds);
    else if (this.resting === "fit") this.fit(seconds);
    else if (this.resting) this.stage.fly(cameraViewOf(this.resting), 0);
  }

  private go({ x, y, distance }: Framing, direction: Direction, seconds: number): void {
    const { back } = axes(direction);
    const target = new Vector3(x, y, 0);
    const position = new Vector3(...back).multiplyScalar(distance).add(target);
    this.stage.fly({ position, target }, seconds);
  }

  /** Frames a column from the side the camera is at; from much nearer, turns to this height of it. */
  private toColumn(position: number, height: number): void {
    this.resting = null;
    const { position: eye, target } = this.stage.destination;
    const back = eye.clone().sub(target).normalize();
    const direction = { azimuth: Math.atan2(back.x, back.z), elevation: Math.asin(back.y) };
    const { x, y, distance } = columnView(position, this.extent, direction, this.lens);
    if (this.distance < MUCH_NEARER * distance) this.turnTo(columnX(position, this.files), height, this.distance);
    else this.turnTo(x, y, distance);
  }

  /** Looks at another point from the same direction. */
  private turnTo(x: number, y: number, distance: number, seconds = 0.3): void {
    const { position, target } = this.stage.destination;
    const back = position.clone().sub(target).normalize();
    const next = new Vector3(x, y, 0);
    this.stage.fly({ position: back.multiplyScalar(distance).add(next), target: next }, seconds);
  }
}
