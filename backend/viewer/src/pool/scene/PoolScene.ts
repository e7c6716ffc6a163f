import { Matrix4, MOUSE, type PerspectiveCamera, TOUCH, Vector3 } from "three";
import { type Corners, POOL_CENTRE, worldPoint } from "../../geometry/poolLayout.ts";
import { SCENES } from "../../geometry/scenes.ts";
import { type CameraPlace, CameraRest } from "../../scene/cameraRest.ts";
import { axes } from "../../scene/framing.ts";
import { Stage, type StageStats } from "../../scene/stage.ts";
import { cameraViewOf, type Viewpoint, viewpointOf } from "../../scene/viewpoint.ts";
import type { Arrangement, Layout } from "./arrangement.ts";
import { clearestLook } from "./clearestLook.ts";
import type { Box } from "./labelLayout.ts";
import { CENTRE, PoolDrawing } from "./PoolDrawing.ts";
import { type Eye, onScreen, pick } from "./picking.ts";
import { sideOnScreen, type Thumbnails, thumbnailsOn } from "./thumbnails.ts";

/** What the scene says to the view around it. */
export interface PoolSceneEvents {
  /** Is asked how far down the canvas is covered, in CSS pixels, when all is to be seen. */
  covered?(): number;
  /** Before each frame: labels outside the canvas move with it. */
  onView?(): void;
  /** The camera has come to rest elsewhere; null is the first view. */
  onCamera?(view: Viewpoint | null, place: CameraPlace): void;
}

/** Where on the canvas something is, in CSS pixels from its top left. */
export interface CanvasPoint {
  x: number;
  y: number;
}

const FIELD_OF_VIEW = 32;
/** Room at the view's sides, and above and below, for the labels of the vertices, in CSS pixels. */
const LABEL_ROOM = { x: 100, y: 84 };
/** The same around images in a plane, below what covers the canvas, and at the left where rows have captions. */
const PLANE_ROOM = 18;
const ROW_CAPTION = 74;
const FROM_FRONT = new Vector3(0, 0, 1);
/** Seconds from one arrangement to another: the camera's way is as long as the images'. */
const REARRANGE = 0.6;
/**
 * The direction from which one first looks: at a tetrahedron a little from the right and from above, so that no two edges
 * meet; at what is flat from the front.
 */
const FIRST_LOOK: Record<Corners, Vector3> = {
  2: new Vector3(0, 0, 1),
  3: new Vector3(0, 0, 1),
  4: new Vector3(0.2, 0.22, 1).normalize(),
};
/** How far above the centre one looks, in metres: a tetrahedron reaches three times as far up as down. */
const LOOK_ABOVE: Record<Corners, number> = { 2: 0, 3: 0.25 * SCENES.pool.circumradius, 4: 0.28 };

/** Scene 2 on a canvas of the page, in four draw calls: what there is to see, and the camera that looks at it. */
export class PoolScene {
  /** What is seen. */
  readonly drawing: PoolDrawing;
  private readonly stage: Stage;
  private readonly events: PoolSceneEvents;
  /** What the camera looks at and turns around. */
  private readonly middle = new Vector3();
  /** Whether the person has taken the camera; until then the scene keeps filling its canvas. */
  private taken = false;
  private arrangement: Arrangement = "tetrahedron";
  /** The direction from which the images in a tetrahedron are seen best; null for the usual one. */
  private clearest: Vector3 | null = null;
  /** What there is to see of images in a plane; null where they stand in the body, or are not here yet. */
  private layout: Layout | null = null;
  /** Whether copies in the body keep their size on the screen, and how they do on this canvas; null where they do not. */
  private keepsSize = false;
  private thumbnails: Thumbnails | null = null;
  private readonly cameraRest: CameraRest<Viewpoint | null>;

  constructor(canvas: HTMLCanvasElement, events: PoolSceneEvents = {}) {
    const stage = new Stage(canvas, { fieldOfView: FIELD_OF_VIEW, antialias: true, near: 0.05, far: 60 });
    this.stage = stage;
    this.events = events;
    this.drawing = new PoolDrawing(stage.invalidate);
    stage.scene.add(this.drawing.object);
    stage.controls.minDistance = 0.4;
    stage.controls.maxDistance = 14;
    this.aim();
    stage.controls.target.copy(this.middle);
    this.cameraRest = new CameraRest<Viewpoint | null>(stage, null, {
      choice: () => (this.taken ? viewpointOf(stage.destination) : null),
      show: (view) => this.show(view),
      tell: (view, place) => events.onCamera?.(view, place),
    });
    stage.onFrame((now) => {
      this.cameraRest.note();
      this.measureDepth();
      events.onView?.();
      return this.drawing.cloud.tick(now / 1000) || undefined;
    });
    stage.controls.addEventListener("start", () => {
      this.taken = true;
    });
    stage.onResize(() => {
      if (!this.taken) this.home(0);
      events.onView?.();
    });
    this.home(0);
  }

  /**
   * Looks at a body with so many corners from where that is seen best, or at images that are arranged in a plane, once
   * their `layout` is known; unless the person has taken the camera since they are arranged so.
   */
  lookAt(corners: Corners, arrangement: Arrangement = "tetrahedron", layout: Layout | null = null): void {
    this.drawing.setCorners(corners);
    const other = arrangement !== this.arrangement;
    this.arrangement = arrangement;
    this.layout = layout;
    this.aim();
    // What is flat is moved by a drag, not turned.
    const { controls } = this.stage;
    controls.enableRotate = !this.flat;
    controls.mouseButtons.LEFT = this.flat ? MOUSE.PAN : MOUSE.ROTATE;
    controls.touches.ONE = this.flat ? TOUCH.PAN : TOUCH.ROTATE;
    if (other) this.taken = false;
    if (!this.taken) this.home(other ? REARRANGE : 0);
  }

  /**
   * Finds from where images in a tetrahedron hide least of each other: `points` are their middles, in metres. The camera
   * goes there, unless the person has taken it; it is where they come home to.
   */
  findClearest(points: readonly (readonly number[])[]): void {
    const { vertices } = this.drawing;
    const before = this.clearest;
    // While a pool is computed the look at the last one stays.
    if (points.length === 0 && vertices.length === 4) return;
    this.clearest = null;
    if (vertices.length === 4) {
      const usual = { azimuth: Math.atan2(FIRST_LOOK[4].x, FIRST_LOOK[4].z), elevation: Math.asin(FIRST_LOOK[4].y) };
      const look = clearestLook(points, SCENES.pool.image_side, vertices.map(worldPoint), usual);
      if (look !== usual) this.clearest = new Vector3(...axes(look).back);
    }
    const moved = this.clearest ? !before?.equals(this.clearest) : before !== null;
    if (moved && !this.taken && !this.flat) this.home();
  }

  /** Whether copies in the body keep their size on the screen, so that they part as one comes closer. */
  setThumbnails(on: boolean): void {
    if (on === this.keepsSize) return;
    this.keepsSize = on;
    this.measureThumbnails();
    this.stage.invalidate();
  }

  /** Whether the images stand in a plane. */
  private get flat(): boolean {
    return this.arrangement !== "tetrahedron";
  }

  /** A CSS colour. */
  setBackground(colour: string): void {
    this.stage.setBackground(colour);
  }

  /** Index in the pool of the image at a place of the canvas; `slack` pixels around one count as the image. */
  pick(x: number, y: number, slack = 0): number | null {
    const { cloud } = this.drawing;
    const place = pick(cloud.instances, this.eye(), this.drawing.now(), x, y, slack);
    return place < 0 ? null : cloud.indexAt(place);
  }

  /** Where an image of the pool is on the canvas now, and half its side there; null where it is not to be seen. */
  project(index: number): (CanvasPoint & { half: number }) | null {
    const { cloud } = this.drawing;
    const place = cloud.placeOf(index);
    if (place === undefined || !cloud.instances.reachable(place)) return null;
    const stand = cloud.instances.at(place, this.drawing.now());
    const eye = this.eye();
    const point = onScreen(eye, stand.x, stand.y, stand.z);
    if (!point) return null;
    return { x: point.x, y: point.y, half: sideOnScreen(eye, stand.side, point.distance) / 2 };
  }

  /** Where a vertex is on the canvas; null behind the eye. */
  projectVertex(vertex: number): CanvasPoint | null {
    const position = this.drawing.vertices[vertex];
    return position ? onScreen(this.eye(), ...worldPoint(position)) : null;
  }

  /** Side of an image at a vertex in CSS pixels: images may stand around it, and its label stands beyond them. */
  imageSideAt(vertex: number): number {
    const position = this.drawing.vertices[vertex];
    const eye = this.eye();
    const point = position && onScreen(eye, ...worldPoint(position));
    return point ? sideOnScreen(eye, SCENES.pool.image_side, point.distance) : 0;
  }

  /**
   * What images cover of a strip of the canvas, from its top to its bottom and `reach` pixels to either side of a vertex;
   * null where no image stands in it.
   */
  coveredBeside(vertex: number, reach: number): Box | null {
    const middle = this.projectVertex(vertex);
    if (!middle) return null;
    const far = Number.POSITIVE_INFINITY;
    let [left, top, right, bottom] = [far, far, -far, -far];
    for (const index of this.drawing.cloud.indices()) {
      const image = this.project(index);
      if (!image || Math.abs(image.x - middle.x) > reach + image.half) continue;
      [left, right] = [Math.min(left, image.x - image.half), Math.max(right, image.x + image.half)];
      [top, bottom] = [Math.min(top, image.y - image.half), Math.max(bottom, image.y + image.half)];
    }
    return left < right ? { left, top, width: right - left, height: bottom - top } : null;
  }

  /** Where a point of the scene is on the canvas; null behind the eye. */
  projectPoint([x, y, z]: readonly [number, number, number]): CanvasPoint | null {
    return onScreen(this.eye(), x, y, z);
  }

  projectCentre(): CanvasPoint {
    return onScreen(this.eye(), ...POOL_CENTRE) ?? { x: this.stage.size.width / 2, y: this.stage.size.height / 2 };
  }

  get size(): Readonly<{ width: number; height: number }> {
    return this.stage.size;
  }

  /** Shows the whole body from where the person looks. */
  fit(seconds = 0.4): void {
    const { position, target } = this.stage.destination;
    this.lookFrom(position.clone().sub(target).normalize(), seconds);
  }

  /** Shows what a link says of the camera; null is the first view. */
  showCamera(view: Viewpoint | null): void {
    this.cameraRest.show(view);
  }

  /** Shows it as at first. */
  home(seconds = 0.4): void {
    this.taken = false;
    const { corners } = this.drawing.body;
    const inBody = (corners === 4 && this.clearest) || FIRST_LOOK[corners];
    this.lookFrom(this.flat ? FROM_FRONT : inBody, seconds);
  }

  /** Turns the camera around what it looks at, by radians to the right and upward; not around what is flat. */
  orbitBy(right: number, up: number): void {
    if (this.flat) return;
    this.taken = true;
    const { position, target } = this.stage.destination;
    const away = position.clone().sub(target);
    const across = new Vector3().crossVectors(new Vector3(0, 1, 0), away).normalize();
    const tilt = Math.acos(Math.min(1, Math.max(-1, away.y / away.length())));
    const least = 0.05;
    const allowed = Math.min(Math.PI - least - tilt, Math.max(least - tilt, -up));
    away.applyAxisAngle(across, allowed).applyAxisAngle(new Vector3(0, 1, 0), right);
    this.stage.fly({ position: target.clone().add(away), target: target.clone() }, 0.15);
  }

  /** Moves camera and target across the view, by shares of its height. */
  panBy(right: number, up: number): void {
    this.taken = true;
    const { position, target } = this.stage.destination;
    const step = 2 * position.distanceTo(target) * Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
    const camera = this.stage.camera;
    const shift = new Vector3(right * step, up * step, 0).applyQuaternion(camera.quaternion);
    this.stage.fly({ position: position.clone().add(shift), target: target.clone().add(shift) }, 0.15);
  }

  /** Goes nearer (below 1) or farther, by a factor of the distance. */
  zoomBy(factor: number): void {
    this.taken = true;
    const { position, target } = this.stage.destination;
    const { minDistance, maxDistance } = this.stage.controls;
    const away = position.clone().sub(target);
    away.setLength(Math.min(maxDistance, Math.max(minDistance, away.length() * factor)));
    this.stage.fly({ position: target.clone().add(away), target: target.clone() }, 0.2);
  }

  /** Draws nothing while it rests. */
  rest(on: boolean): void {
    this.stage.rest(on);
  }

  stats(): StageStats & { images: number } {
    return { ...this.stage.stats(), images: this.drawing.cloud.instances.count };
  }

  toPng(): Promise<Blob> {
    return this.stage.toPng();
  }

  dispose(): void {
    this.cameraRest.dispose();
    this.drawing.dispose();
    this.stage.dispose();
  }

  private aim(): void {
    const frame = this.layout?.frame;
    if (frame) {
      this.middle.set((frame.left + frame.right) / 2, (frame.top + frame.bottom) / 2, POOL_CENTRE[2]);
      return;
    }
    this.middle.set(...POOL_CENTRE).add(new Vector3(0, LOOK_ABOVE[this.drawing.body.corners], 0));
  }

  private show(view: Viewpoint | null): void {
    if (view === null) this.home(0);
    else {
      this.taken = true;
      this.stage.fly(cameraViewOf(view), 0);
    }
  }

  private lookFrom(direction: Vector3, seconds: number): void {
    const distance = this.fittingDistance(direction);
    const target = this.middle.clone();
    if (this.flat) {
      // What is to be seen stands in the middle of the room that is left for it.
      const { left, right, top, bottom } = this.room();
      const pixel = (2 * distance * Math.tan((FIELD_OF_VIEW * Math.PI) / 360)) / this.stage.size.height;
      target.add(new Vector3(((right - left) / 2) * pixel, ((top - bottom) / 2) * pixel, 0));
    }
    const position = direction.clone().multiplyScalar(distance).add(target);
    this.stage.fly({ position, target }, seconds);
    if (seconds === 0) this.stage.controls.update();
  }

  /** Room at the sides of the view for what stands beside the images, in CSS pixels. */
  private room(): { left: number; right: number; top: number; bottom: number } {
    const { x, y } = LABEL_ROOM;
    if (!this.layout) return { left: x, right: x, top: y, bottom: y };
    const rows = this.layout.captions.some(({ at }) => at === "left");
    const top = PLANE_ROOM / 2 + (this.events.covered?.() ?? 0);
    return { left: rows ? ROW_CAPTION : PLANE_ROOM, right: PLANE_ROOM, top, bottom: PLANE_ROOM };
  }

  /** How far away in `direction` one must stand to see all vertices and their labels, in metres. */
  private fittingDistance(direction: Vector3): number {
    const { width, height } = this.stage.size;
    const slope = Math.tan((FIELD_OF_VIEW * Math.PI) / 360);
    const { left, right: beyond, top, bottom } = this.room();
    const across = slope * (width / height) * Math.max(0.64, 1 - (left + beyond) / width);
    const upward = slope * Math.max(0.64, 1 - (top + bottom) / height);
    const right = new Vector3().crossVectors(new Vector3(0, 1, 0), direction).normalize();
    const up = new Vector3().crossVectors(direction, right);
    const needed = this.outermost().map((point) => {
      const corner = point.sub(this.middle);
      const [x, y] = [Math.abs(corner.dot(right)), Math.abs(corner.dot(up))];
      return corner.dot(direction) + Math.max(x / across, y / upward);
    });
    return Math.max(this.stage.controls.minDistance, ...needed);
  }

  /** What is to be seen at least. */
  private outermost(): Vector3[] {
    const frame = this.layout?.frame;
    if (!frame) return this.drawing.vertices.map((vertex) => new Vector3(...worldPoint(vertex)));
    return [frame.left, frame.right].flatMap((x) =>
      [frame.top, frame.bottom].map((y) => new Vector3(x, y, POOL_CENTRE[2])),
    );
  }

  private measureDepth(): void {
    const { camera, renderer } = this.stage;
    this.drawing.measureDepth(camera.position.distanceTo(CENTRE));
    const lens = camera.projectionMatrix.elements[5] ?? 1;
    this.drawing.cloud.uniforms.lens.value = (lens * this.stage.size.height * renderer.getPixelRatio()) / 2;
    this.drawing.body.setPixelRatio(renderer.getPixelRatio());
    this.measureThumbnails();
  }

  private measureThumbnails(): void {
    const whole = this.fittingDistance(FIRST_LOOK[this.drawing.body.corners]);
    this.thumbnails = this.keepsSize && !this.flat ? thumbnailsOn(this.stage.size, whole) : null;
    const { dot = 0, picture = 0, near = 1, far = 2 } = this.thumbnails ?? {};
    const ratio = this.stage.renderer.getPixelRatio();
    this.drawing.cloud.uniforms.thumbnails.value.set(dot * ratio, picture * ratio, near, far);
  }

  private eye(): Eye {
    const camera: PerspectiveCamera = this.stage.camera;
    camera.updateMatrixWorld();
    const matrix = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).elements;
    const lens = camera.projectionMatrix.elements[5] ?? 1;
    return { matrix, lens, ...this.stage.size, thumbnails: this.thumbnails };
  }
}
