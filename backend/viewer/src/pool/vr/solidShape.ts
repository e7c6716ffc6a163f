import { type BufferGeometry, CylinderGeometry, SphereGeometry, type Vector3 } from "three";
import { mergeGeometries } from "three/addons/utils/BufferGeometryUtils.js";
import type { Corners } from "../../geometry/poolLayout.ts";
import { type BodyShape, EDGES, flatShape, pointsOf } from "../scene/bodyShape.ts";

/** Radii of edges and vertices that are solid, in the scene's metres. */
const EDGE_RADIUS = 0.003;
const VERTEX_RADIUS = 0.016;

/** Rods and balls, which are as thick as they are near: in a headset lines of a pixel flicker. */
export function solidShape(corners: Corners): BodyShape {
  const points = pointsOf(corners);
  const ends = EDGES[corners].map((vertex) => points[vertex] as Vector3);
  const rods = ends.flatMap((from, k) => (k % 2 === 0 ? [rod(from, ends[k + 1] as Vector3)] : []));
  const balls = points.map(({ x, y, z }) => new SphereGeometry(VERTEX_RADIUS, 20, 14).translate(x, y, z));
  const [faces, ...flat] = flatShape(corners);
  for (const unused of flat) unused.dispose();
  return [faces, mergeGeometries(rods), mergeGeometries(balls)];
}

function rod(from: Vector3, to: Vector3): BufferGeometry {
  const length = from.distanceTo(to);
  const middle = from.clone().add(to).multiplyScalar(0.5);
  return new CylinderGeometry(EDGE_RADIUS, EDGE_RADIUS, length, 8, 1, true)
    .rotateX(Math.PI / 2)
    .lookAt(to.clone().sub(from))
    .translate(middle.x, middle.y, middle.z);
}
