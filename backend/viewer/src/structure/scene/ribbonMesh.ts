import { BufferAttribute, InstancedBufferGeometry, Mesh, Vector3 } from "three";
import { hexColour } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import { type FlatMesh, flatMaterial } from "../../scene/flatMaterial.ts";
import { Instances } from "../../scene/instances.ts";
import type { Ribbon } from "./ribbons.ts";

const STEPS = 24;

const VERTEX = /* glsl */ `
in vec2 corner;
in vec4 from;
in vec4 to;
in vec4 look;
uniform vec3 clusters[${SCENES.colours.clusters.length}];
uniform vec3 neutral;
out vec3 tint;
out float side;
out float share;
flat out float own;
vec3 tintOf(float index) {
  return index < 0.0 ? neutral : clusters[int(mod(index + 0.5, ${SCENES.colours.clusters.length}.0))];
}
void main() {
  share = corner.x;
  own = look.x;
  float bend = share * share * (3.0 - 2.0 * share);
  side = corner.y;
  vec2 point = vec2(mix(from.x, to.x, share), mix(from.y, to.y, bend));
  point.y += side * 0.5 * mix(from.z, to.z, bend);
  tint = mix(tintOf(from.w), tintOf(to.w), share);
  gl_Position = onPlane(point);
}
`;

const FRAGMENT = /* glsl */ `
in vec3 tint;
in float side;
in float share;
flat in float own;
uniform float strength;
void main() {
  float pixel = fwidth(side);
  float edge = clamp((1.0 - abs(side)) / pixel, 0.0, 1.0) * min(1.0, 2.0 / pixel);
  // Strongest at the panels, so that each ribbon is seen to belong to its two.
  float ends = 0.55 + 0.45 * abs(2.0 * share - 1.0);
  colour = vec4(tint, min(strength * own, 0.8) * ends * edge);
}
`;

/** All ribbons in one draw call. */
export class RibbonMesh {
  readonly mesh: FlatMesh;
  private readonly instances = new Instances(["from", "to", "look"], strip());
  private readonly uniforms = {
    clusters: { value: SCENES.colours.clusters.map((hex) => new Vector3(...hexColour(hex)).divideScalar(255)) },
    neutral: { value: new Vector3(0.5, 0.5, 0.5) },
    strength: { value: 0.16 },
  };

  constructor() {
    this.mesh = new Mesh(this.instances.geometry, flatMaterial(this.uniforms, VERTEX, FRAGMENT));
    this.mesh.frustumCulled = false;
  }

  set(ribbons: readonly Ribbon[]): void {
    this.instances.set(
      ribbons.flatMap(({ from, to, strength = 1 }) => [
        ...[from.x, from.y, from.height, from.colour],
        ...[to.x, to.y, to.height, to.colour],
        ...[strength, 0, 0, 0],
      ]),
    );
  }

  /** The colour of what belongs to no cluster, and how strong ribbons are. */
  setColours(neutral: readonly number[], strength: number): void {
    this.uniforms.neutral.value.fromArray(neutral);
    this.uniforms.strength.value = strength;
  }

  dispose(): void {
    this.instances.dispose();
  }
}

/** A band from x = 0 to 1 and y = -1 to 1 in steps. */
function strip(): InstancedBufferGeometry {
  const corners: number[] = [];
  const index: number[] = [];
  for (let step = 0; step <= STEPS; step++) {
    corners.push(step / STEPS, -1, step / STEPS, 1);
    const at = 2 * step;
    if (step < STEPS) index.push(at, at + 2, at + 1, at + 1, at + 2, at + 3);
  }
  const geometry = new InstancedBufferGeometry();
  geometry.setAttribute("corner", new BufferAttribute(new Float32Array(corners), 2));
  geometry.setIndex(index);
  return geometry;
}
