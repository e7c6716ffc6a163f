import { computed, effect } from "@preact/signals";
import { Group, Quaternion, Vector3 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { percent } from "../../ui/words.ts";
import { Board } from "../../vr/board/Board.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { faceTo } from "../../vr/board/standing.ts";
import { type ScenePlace, toRoom } from "../../vr/scenePlace.ts";
import { pointsOf } from "../scene/bodyShape.ts";
import { CENTRE } from "../scene/PoolDrawing.ts";
import type { PoolSession } from "../session/poolSession.ts";
import type { Obstacle } from "./cardPlace.ts";

/** An em in the scene's metres, and the least of it for a metre of distance: 23 mm at 2 m. */
const EM = 0.03;
const LEAST_EM = 0.0115;
/** In em; longer names are broken. */
const WIDTH = 14;
/** Free space between a vertex and its label, in sides of an image: images may stand around the vertex. */
const CLEAR = 0.8;

/** The labels at the vertices: small panels that face the head, beyond the body as the head sees it. */
export class CornerLabels {
  readonly object = new Group();
  readonly boards: readonly Board[];
  /** Where those that are shown stand; for what must not lie over them. */
  readonly inSight: Obstacle[] = [];
  private readonly boxes: readonly Obstacle[];
  private readonly stands: readonly Group[];
  private points: readonly Vector3[] = [];
  private readonly stops: readonly (() => void)[];
  private readonly centre = new Vector3();
  private readonly back = new Vector3();
  private readonly out = new Vector3();
  private readonly spare = new Quaternion();

  constructor(session: PoolSession, family: string) {
    const { run } = session;
    this.boards = [0, 1, 2, 3].map(
      (corner) =>
        new Board(
          computed(() => words(session, corner)),
          { width: WIDTH, em: 1, family, snug: true },
        ),
    );
    this.stands = this.boards.map(({ mesh }) => new Group().add(mesh));
    this.boxes = this.stands.map(({ position }) => ({ middle: position, halfWidth: 0, halfHeight: 0 }));
    this.object.add(...this.stands);
    this.stops = [
      effect(() => {
        this.points = pointsOf(run.corners.value);
      }),
      effect(() => {
        const count = run.pool.value?.vertices.length ?? 0;
        this.boards.forEach((board, corner) => {
          board.visible = corner < count;
        });
      }),
    ];
  }

  /** Before a frame: lets them stand where a head in the world sees them. */
  follow(place: ScenePlace, head: Vector3): void {
    toRoom(place, this.centre.copy(CENTRE));
    this.inSight.length = 0;
    for (let corner = 0; corner < this.points.length; corner++) {
      const board = this.boards[corner];
      const stand = this.stands[corner];
      const point = this.points[corner];
      const box = this.boxes[corner];
      if (!board?.visible || !stand || !point || !box) continue;
      const { position, quaternion, scale } = stand;
      toRoom(place, position.copy(point));
      this.back.copy(head).sub(position);
      faceTo(quaternion, this.back, this.spare);
      const em = Math.max(EM * place.scale, LEAST_EM * this.back.length());
      scale.setScalar(em);
      // Outward from the centre, in the plane of the label.
      this.out.copy(position).sub(this.centre).applyQuaternion(this.spare.copy(quaternion).invert());
      this.out.z = 0;
      if (this.out.lengthSq() < 1e-6) this.out.set(0, 1, 0);
      this.out.normalize();
      const { x, y } = this.out;
      const gap = CLEAR * SCENES.pool.image_side * place.scale;
      const { x: width, y: height } = board.mesh.scale;
      const reach = (em / 2) * Math.min(width / Math.max(Math.abs(x), 1e-6), height / Math.max(Math.abs(y), 1e-6));
      position.add(this.out.multiplyScalar(gap + reach).applyQuaternion(quaternion));
      box.halfWidth = (em * width) / 2;
      box.halfHeight = (em * height) / 2;
      this.inSight.push(box);
    }
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    for (const board of this.boards) board.dispose();
  }
}

/** What the page's label at a vertex says. Subscribes. */
function words({ run, meaning }: PoolSession, corner: number): readonly BoardItem[] {
  const vertex = run.pool.value?.vertices[corner];
  if (!vertex) return [];
  const role = meaning.roleOf(vertex.label.index);
  return [
    { kind: "title", text: vertex.label.name },
    { kind: "text", text: `mean ${percent(vertex.mean_probability)}${role ? ` · ${role}` : ""}`, muted: true },
  ];
}
