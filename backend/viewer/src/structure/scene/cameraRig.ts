import { Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { columnX } from "../../geometry/structureLayout.ts";
import { axes, type Direction, type Framing, type Lens } from "../../scene/framing.ts";
import { canvasPoint, planePoint } from "../../scene/plane.ts";
import type { Stage } from "../../scene/stage.ts";
import type { ViewRange } from "./events.ts";
import {
  columnView,
  type Extent,
  emPixels,
  FRONT,
  HOME_CLUSTERS,
  HOME_DIRECTION,
  homeView,
  wholeRectangle,
  wholeView,
} from "./views.ts";

const S = SCENES.structure;
/** Share of the distance at which a column with its neighbours is in view. */
const MUCH_NEARER = 0.6;
const PITCH = S.panel_side + S.column_gap;

/** Takes the camera of scene 1 where it is wanted, and keeps it where something is to be seen. */
export class CameraRig {
  private readonly stage: Stage;
  private extent: Extent = { columns: 0, clusters: 1, classes: 0 };
  /** The view that the camera rests in until the person moves it. */
  private resting: "home" | "fit" | null = "home";

  constructor(stage: Stage) {
    this.stage = stage;
    const { controls } = stage;
    controls.minAzimuthAngle = -1.15;
    controls.maxAzimuthAngle = 1.15;
    controls.minPolarAngle = Math.PI / 2 - 0.9;
    controls.maxPolarAngle = Math.PI / 2 + 0.7;
    controls.minDistance = 0.3;
    controls.rotateSpeed = 0.6;
    controls.addEventListener("start", this.left);
    stage.canvas.addEventListener("wheel", this.left, { passive: true });
    stage.onResize(() => this.rest(0));
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
    this.go(homeView(this.extent, this.lens, this.stage.size.height), HOME_DIRECTION, seconds);
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
    if (this.extent.clusters <= HOME_CLUSTERS) this.toColumn((x - columnX(0)) / PITCH, y);
    else {
      this.resting = null;
      this.turnTo(x, y, this.distance);
    }
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

  /** The columns in view. */
  range(): ViewRange {
    const { size, camera } = this.stage;
    const { columns } = this.extent;
    camera.updateMatrixWorld();
    const column = (x: number | undefined, otherwise: number) =>
      x === undefined ? otherwise : Math.min(Math.max((x - columnX(0)) / PITCH + 0.5, 0), columns);
    const middle = size.height / 2;
    const from = planePoint({ x: 0, y: middle }, size, camera);
    const to = planePoint({ x: size.width, y: middle }, size, camera);
    return { from: column(from?.x, 0), to: column(to?.x, columns) };
  }

  dispose(): void {
    this.stage.controls.removeEventListener("start", this.left);
    this.stage.canvas.removeEventListener("wheel", this.left);
  }

  private get lens(): Lens {
    const { fov, aspect } = this.stage.camera;
    return { fieldOfView: (fov * Math.PI) / 180, aspect };
  }

  private get distance(): number {
    const { position, target } = this.stage.destination;
    return position.distanceTo(target);
  }

  private readonly left = (): void => {
    this.resting = null;
  };

  private rest(seconds: number): void {
    if (this.resting === "home") this.home(seconds);
    else if (this.resting === "fit") this.fit(seconds);
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
    if (this.distance < MUCH_NEARER * distance) this.turnTo(columnX(position), height, this.distance);
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
