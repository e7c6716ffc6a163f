import { BufferAttribute, BufferGeometry, Vector3 } from "three";
import { type Corners, verticesOf, worldPoint } from "../../geometry/poolLayout.ts";

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

/** Where the vertices are, in the scene's metres. */
export function pointsOf(corners: Corners): Vector3[] {
  return verticesOf(corners).map((vertex) => new Vector3(...worldPoint(vertex)));
}
