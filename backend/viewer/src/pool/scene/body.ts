import {
  BackSide,
  BufferGeometry,
  GLSL3,
  Group,
  LineSegments,
  Mesh,
  Points,
  ShaderMaterial,
  Vector2,
  Vector3,
} from "three";
import type { Corners } from "../../geometry/poolLayout.ts";
import { type BodyShape, flatShape, regionLines } from "./bodyShape.ts";

const VERTEX = /* glsl */ `
uniform float pointSide;
out float depth;
void main() {
  vec4 view = modelViewMatrix * vec4(position, 1.0);
  depth = -view.z;
  gl_Position = projectionMatrix * view;
#ifndef IN_ROOM
  // The middle one of the three ranges of depth that the images use.
  gl_Position.z /= 3.0;
#endif
  gl_PointSize = pointSide;
}
`;

const FRAGMENT = /* glsl */ `
in float depth;
uniform vec3 ink;
uniform vec3 background;
uniform vec2 depths;
uniform float opacity;
uniform float round_;
out vec4 colour;
void main() {
  float cover = opacity;
  if (round_ > 0.5) cover *= 1.0 - smoothstep(0.42, 0.5, length(gl_PointCoord - 0.5));
  // What is farther away is lighter, so that one sees which edge is in front.
  float far = 0.6 * smoothstep(depths.x, depths.y, depth);
  colour = vec4(mix(ink, background, far), cover);
}
`;

/** How strong the lines between regions are; edges have 0.75. */
const REGIONS = 0.3;
/** Side of a vertex's dot, in CSS pixels. */
const DOT = 9;

/** The tetrahedron, triangle or segment: its edges, dots at its vertices, and faint faces. */
export class Body {
  readonly group = new Group();
  private readonly shapeOf: (corners: Corners) => BodyShape;
  private readonly inRoom: boolean;
  private readonly shared = {
    ink: { value: new Vector3() },
    background: { value: new Vector3(1, 1, 1) },
    depths: { value: new Vector2(1, 10) },
  };
  private readonly dots: ShaderMaterial;
  /** On a screen; null in a room, where lines have no width. */
  private readonly regions: LineSegments | null;
  private readonly parts: readonly (Mesh | LineSegments | Points)[];
  private current: Corners = 4;

  /** `solid` makes its meshes where it stands in a room, at its true depth; on a screen it has lines and points. */
  constructor(solid?: (corners: Corners) => BodyShape) {
    this.shapeOf = solid ?? flatShape;
    const inRoom = solid !== undefined;
    this.inRoom = inRoom;
    const faces = this.material(0.035, false);
    faces.side = BackSide;
    const edges = this.material(0.75, false);
    this.dots = this.material(1, !inRoom);
    const empty = () => new BufferGeometry();
    this.parts = inRoom
      ? [new Mesh(empty(), faces), new Mesh(empty(), edges), new Mesh(empty(), this.dots)]
      : [new Mesh(empty(), faces), new LineSegments(empty(), edges), new Points(empty(), this.dots)];
    this.regions = inRoom ? null : new LineSegments(empty(), this.material(REGIONS, false));
    this.group.add(...this.parts, ...(this.regions ? [this.regions] : []));
    this.parts.forEach((part, order) => {
      part.renderOrder = order;
    });
    this.shape();
  }

  get corners(): Corners {
    return this.current;
  }

  set corners(corners: Corners) {
    if (corners === this.current) return;
    this.current = corners;
    this.shape();
  }

  private shape(): void {
    const shape = this.shapeOf(this.current);
    this.parts.forEach((part, k) => {
      part.geometry.dispose();
      part.geometry = shape[k] as BufferGeometry;
    });
    if (!this.regions) return;
    this.regions.geometry.dispose();
    this.regions.geometry = regionLines(this.current);
  }

  /** Whether lines part the regions of the labels. */
  showRegions(on: boolean): void {
    if (this.regions) this.regions.visible = on;
  }

  /** Colours are sRGB 0..1. */
  setColours(ink: Vector3, background: Vector3): void {
    this.shared.ink.value.copy(ink);
    this.shared.background.value.copy(background);
  }

  /** Device pixels of a CSS pixel, which dots are measured in. */
  setPixelRatio(ratio: number): void {
    const side = this.dots.uniforms.pointSide;
    if (side) side.value = DOT * ratio;
  }

  /** Distances from the eye between which lines get lighter, in metres. */
  setDepths(near: number, far: number): void {
    this.shared.depths.value.set(near, far);
  }

  dispose(): void {
    for (const { geometry, material } of [...this.parts, ...(this.regions ? [this.regions] : [])]) {
      geometry.dispose();
      (material as ShaderMaterial).dispose();
    }
  }

  private material(opacity: number, round: boolean): ShaderMaterial {
    return new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      transparent: true,
      depthWrite: false,
      uniforms: {
        ...this.shared,
        opacity: { value: opacity },
        round_: { value: round ? 1 : 0 },
        pointSide: { value: DOT },
      },
      ...(this.inRoom && { defines: { IN_ROOM: "" } }),
    });
  }
}
