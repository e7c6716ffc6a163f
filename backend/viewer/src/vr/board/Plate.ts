import { Mesh, PlaneGeometry, Vector2, Vector4 } from "three";
import { cssColour } from "../../scene/cssColour.ts";
import { type FlatMesh, flatMaterial } from "../../scene/flatMaterial.ts";

const VERTEX = /* glsl */ `
in vec3 position;
uniform vec2 half_;
out vec2 from;
void main() {
  from = position.xy * 2.0 * half_;
  gl_Position = onPlane(from);
}
`;

const FRAGMENT = /* glsl */ `
in vec2 from;
uniform vec2 half_;
uniform vec2 border;
uniform vec4 fill;
uniform vec4 line;
void main() {
  float radius = min(border.x, min(half_.x, half_.y));
  vec2 corner = abs(from) - half_ + radius;
  float beyond = length(max(corner, 0.0)) + min(max(corner.x, corner.y), 0.0) - radius;
  float pixel = max(fwidth(beyond), 1e-6);
  vec4 paint = mix(fill, line, clamp(0.5 + (beyond + border.y) / pixel, 0.0, 1.0));
  paint.a *= clamp(0.5 - beyond / pixel, 0.0, 1.0);
  if (paint.a <= 0.0) discard;
  colour = paint;
}
`;

/** A rectangle with round corners and a border, whose size and colours are numbers: none is drawn anew to change them. */
export class Plate {
  readonly mesh: FlatMesh;
  private readonly half = { value: new Vector2(0.5, 0.5) };
  private readonly fill = { value: new Vector4(0, 0, 0, 0) };
  private readonly line = { value: new Vector4() };

  /** `radius` of its corners and `thickness` of its border, in the units of its size. */
  constructor({ radius, thickness }: { radius: number; thickness: number }) {
    const border = { value: new Vector2(radius, thickness) };
    const uniforms = { half_: this.half, border, fill: this.fill, line: this.line };
    this.mesh = new Mesh(new PlaneGeometry(1, 1), flatMaterial(uniforms, VERTEX, FRAGMENT));
    this.mesh.frustumCulled = false;
  }

  resize(width: number, height: number): void {
    this.half.value.set(width / 2, height / 2);
  }

  /** CSS colours; without `fill` it is but a frame. */
  colour({ fill, line }: { fill?: string; line: string }): void {
    if (fill) this.fill.value.set(...cssColour(fill));
    this.line.value.set(...cssColour(line));
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
  }
}
