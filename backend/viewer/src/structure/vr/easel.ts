import { Group, type Ray, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { INPUT_CENTRE, type Pixel, type Point, pixelAt } from "../../geometry/structureLayout.ts";
import { standBefore } from "../../vr/board/standing.ts";
import type { Person, Target } from "../../vr/vrScene.ts";
import { takeStroke } from "../editor/takeStroke.ts";
import type { InputMesh } from "../scene/inputMesh.ts";
import { inputPixel } from "../scene/picking.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { InputMarks } from "./inputMarks.ts";

/** Side of the input, in metres of the room: large enough for a fingertip. */
const SIDE = 0.34;
/** Below the wall, as on a desk, and within an arm's reach. */
const STANDING = { away: 0.43, below: 0.52 };

/** The input within reach, tilted towards the eyes, to be drawn on by ray and by fingertip. */
export class Easel implements Target {
  readonly object = new Group();
  private readonly session: StructureSession;
  private readonly input: InputMesh;
  private readonly marks: InputMarks;
  /** The ray that draws on it. */
  private drawer: Ray | null = null;
  private last: Pixel | null = null;
  private hovered: Pixel | null = null;
  private readonly right = new Vector3();
  private readonly up = new Vector3();
  private readonly front = new Vector3();
  private readonly from = new Vector3();
  private readonly point: Point = { x: 0, y: 0 };

  constructor(session: StructureSession, input: InputMesh) {
    this.session = session;
    this.input = input;
    input.mesh.position.set(-INPUT_CENTRE.x, -INPUT_CENTRE.y, 0);
    this.object.scale.setScalar(SIDE / SCENES.structure.input_side);
    this.marks = new InputMarks(session);
    this.object.add(input.mesh, this.marks.object);
  }

  recentre(person: Person): void {
    standBefore(this.object, person, STANDING);
  }

  meet(ray: Ray): number | null {
    const distance = this.along(ray);
    if (distance === null) return null;
    // Whoever draws may go beyond the edge.
    const on = ray === this.drawer || pixelAt(this.point, this.input.size, INPUT_CENTRE, SCENES.structure.input_side);
    return on ? distance : null;
  }

  hover(ray: Ray | null): void {
    const pixel = ray && this.along(ray) !== null ? inputPixel(this.point, this.input.size) : null;
    this.pointAt(pixel);
  }

  press(ray: Ray): boolean {
    if (this.drawer || this.along(ray) === null) return false;
    this.stroke("start");
    if (!this.session.hand.drawing) return false;
    this.drawer = ray;
    return true;
  }

  drag(ray: Ray): void {
    if (ray === this.drawer && this.along(ray) !== null) this.stroke("move");
  }

  release(ray: Ray): void {
    if (ray !== this.drawer || !this.last) return;
    this.drawer = null;
    // Where it was last: hands tremble as they let go, and a finger has left the surface.
    takeStroke(this.session, { phase: "end", ...this.last });
  }

  dispose(): void {
    this.marks.dispose();
  }

  /** How far along a ray the input's plane is, with its point written down; null from behind. */
  private along({ origin, direction }: Ray): number | null {
    const { object } = this;
    const { front, from } = this;
    front.set(0, 0, 1).applyQuaternion(object.quaternion);
    const fall = front.dot(direction);
    from.copy(origin).sub(object.position);
    const distance = -front.dot(from) / fall;
    if (fall >= -1e-6 || distance < 0) return null;
    from.addScaledVector(direction, distance).divideScalar(object.scale.x);
    this.point.x = INPUT_CENTRE.x + from.dot(this.right.set(1, 0, 0).applyQuaternion(object.quaternion));
    this.point.y = INPUT_CENTRE.y + from.dot(this.up.set(0, 1, 0).applyQuaternion(object.quaternion));
    return distance;
  }

  /** The hand is where the ray meets the input; a move within a pixel is none. */
  private stroke(phase: "start" | "move"): void {
    const pixel = inputPixel(this.point, this.input.size);
    if (phase === "move" && pixel.row === this.last?.row && pixel.column === this.last?.column) return;
    this.last = pixel;
    this.pointAt(pixel);
    takeStroke(this.session, { phase, ...pixel });
  }

  private pointAt(pixel: Pixel | null): void {
    if (pixel?.row === this.hovered?.row && pixel?.column === this.hovered?.column) return;
    this.hovered = pixel;
    this.session.viewport.pointedInput.value = pixel;
  }
}
