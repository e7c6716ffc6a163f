import {
  BackSide,
  BufferAttribute,
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
import { type Corners, verticesOf, worldPoint } from "../../geometry/poolLayout.ts";

const EDGES: Record<Corners, number[]> = {
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

const VERTEX = /* glsl */ `
uniform float pointSide;
out float depth;
void main() {
  vec4 view = modelViewMatrix * vec4(position, 1.0);
  depth = -view.z;
  gl_Position = projectionMatrix * view;
  // The middle one of the three ranges of depth that the images use.
  gl_Position.z /= 3.0;
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

/** The tetrahedron, triangle or segment: its edges, dots at its vertices, and faint faces. */
export class Body {
  readonly group = new Group();
  private readonly shared = {
    ink: { value: new Vector3() },
    background: { value: new Vector3(1, 1, 1) },
    depths: { value: new Vector2(1, 10) },
  };
  private readonly dots: ShaderMaterial;
  private readonly parts: [faces: Mesh, edges: LineSegments, dots: Points];
  private current: Corners = 4;

  constructor() {
    const faces = this.material(0.035, false);
    faces.side = BackSide;
    this.dots = this.material(1, true);
    const empty = () => new BufferGeometry();
    this.parts = [
      new Mesh(empty(), faces),
      new LineSegments(empty(), this.material(0.75, false)),
      new Points(empty(), this.dots),
    ];
    this.group.add(...this.parts);
    this.group.children.forEach((child, order) => {
      child.renderOrder = order;
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
    const points = new Float32Array(verticesOf(this.current).flatMap((vertex) => worldPoint(vertex)));
    const indices = [FACES[this.current], EDGES[this.current], null];
    this.parts.forEach((part, k) => {
      part.geometry.dispose();
      part.geometry = new BufferGeometry().setAttribute("position", new BufferAttribute(points, 3));
      const index = indices[k];
      if (index) part.geometry.setIndex(index);
    });
  }

  /** Colours are sRGB 0..1; `pixelRatio` scales the dots. */
  setColours(ink: Vector3, background: Vector3, pixelRatio: number): void {
    this.shared.ink.value.copy(ink);
    this.shared.background.value.copy(background);
    const side = this.dots.uniforms.pointSide;
    if (side) side.value = 9 * pixelRatio;
  }

  /** Distances from the eye between which lines get lighter, in metres. */
  setDepths(near: number, far: number): void {
    this.shared.depths.value.set(near, far);
  }

  dispose(): void {
    for (const child of this.group.children) {
      if (child instanceof Mesh || child instanceof LineSegments || child instanceof Points) {
        child.geometry.dispose();
        (child.material as ShaderMaterial).dispose();
      }
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
        pointSide: { value: 9 },
      },
    });
  }
}
