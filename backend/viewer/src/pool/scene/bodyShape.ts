import { BufferAttribute, BufferGeometry, Vector3 } from "three";
import { type Corners, verticesOf, worldPoint } from "../../geometry/poolLayout.ts";
import { SCENES } from "../../geometry/scenes.ts";

/** Pairs of vertices. */
export const EDGES: Record<Corners, number[]> = {
  2: [0, 1],
  3: [0, 1, 1, 2, 2, 0],
  4: [0, 1, 0, 2, 0, 3, 1, 2, 2, 3, 3, 1],
};
/** Those of a tetrahedron are seen from inside, so that they stand behind the images; a triangle is one from both sides. */
const FACES: Record<Corners, number[]> = {
  2: [],
  3: [0, 1, 2, 0, 2, 1],
  4: [0, 1, 3, 0, 3, 2, 0, 2, 1, 1, 2, 3],
};

/** What a body is drawn of: faces, edges, and its vertices. */
export type BodyShape = readonly [faces: BufferGeometry, edges: BufferGeometry, vertices: BufferGeometry];

/** Lines and points, which are as wide as a screen's pixels have it. */
export function flatShape(corners: Corners): BodyShape {
  const points = new Float32Array(pointsOf(corners).flatMap((point) => point.toArray()));
  const made = (index: number[] | null) => {
    const geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(points, 3));
    return index ? geometry.setIndex(index) : geometry;
  };
  return [made(FACES[corners]), made(EDGES[corners]), made(null)];
}

/**
 * Lines that part the body into the regions of its corners, in each of which that corner's label is the most probable:
 * places weigh the corners by what grows with the probability, so that two labels are equal half-way between them. From
 * the body's middle to those of its faces, and from these to those of their edges; of a triangle, to its edges; of a
 * segment, across its middle.
 */
export function regionLines(corners: Corners): BufferGeometry {
  const points = pointsOf(corners);
  const middle = (...of: Vector3[]) =>
    of.reduce((sum, point) => sum.add(point), new Vector3()).divideScalar(of.length || 1);
  const lines: Vector3[] = [];
  if (corners === 2) {
    const tick = new Vector3(0, 0.5 * SCENES.pool.image_side, 0);
    lines.push(middle(...points).sub(tick), middle(...points).add(tick));
  } else {
    const faces = corners === 3 ? [points] : points.map((left) => points.filter((point) => point !== left));
    for (const face of faces) {
      if (corners === 4) lines.push(middle(...points), middle(...face));
      face.forEach((point, k) => {
        lines.push(middle(...face), middle(point, face[(k + 1) % 3] ?? point));
      });
    }
  }
  return new BufferGeometry().setFromPoints(lines);
}

/** Where the vertices are, in the scene's metres. */
export function pointsOf(corners: Corners): Vector3[] {
  return verticesOf(corners).map((vertex) => new Vector3(...worldPoint(vertex)));
}
