import { Mesh } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { barY } from "../../geometry/structureLayout.ts";
import { type FlatMesh, flatMaterial } from "../../scene/flatMaterial.ts";
import { Instances } from "../../scene/instances.ts";
import type { Look } from "./look.ts";

const S = SCENES.structure;
/** Height of a bar as a share of its row. */
const THICKNESS = 0.62;

const VERTEX = /* glsl */ `
in vec2 corner;
in vec4 place;
in vec4 look;
uniform float hovered;
out vec2 from;
flat out vec2 half_;
flat out vec2 kind;
void main() {
  half_ = place.zw;
  from = corner * (half_ + 0.01);
  kind = vec2(look.y, look.x == hovered ? 1.0 : 0.0);
  gl_Position = onPlane(place.xy + from);
  if (kind.x > 1.5 && kind.y < 0.5) gl_Position = vec4(2.0, 2.0, 2.0, 1.0);
}
`;

const FRAGMENT = /* glsl */ `
in vec2 from;
flat in vec2 half_;
flat in vec2 kind;
uniform vec3 accent;
uniform vec3 line;
uniform float dimming;
uniform float stale;
void main() {
  vec2 metre = max(fwidth(from), vec2(1e-7));
  // However thin a bar is, a line of it shows.
  float cover = within(from, max(half_, metre * 0.6), metre);
  if (kind.x > 1.5) colour = vec4(accent, 0.1 * cover);
  else if (kind.x > 0.5) colour = vec4(line, cover);
  else colour = vec4(accent, cover * (1.0 - dimming * stale));
}
`;

/** The bars of the classes in one draw call: an axis, the bars, and a mark behind the one pointed at. */
export class BarMesh {
  readonly mesh: FlatMesh;
  private readonly instances = new Instances(["place", "look"]);
  private readonly hovered = { value: -1 };
  private readonly stale = { value: 0 };

  constructor(look: Look) {
    const { accent, line, dimming } = look;
    const uniforms = { accent, line, dimming, hovered: this.hovered, stale: this.stale };
    this.mesh = new Mesh(this.instances.geometry, flatMaterial(uniforms, VERTEX, FRAGMENT));
    this.mesh.frustumCulled = false;
  }

  /** Bars from x = `left` on, most probable first; `reach` is the width in metres of a row with its name. */
  set(left: number, probabilities: readonly number[], reach: number): void {
    const rows = probabilities.length;
    const numbers: number[] = [];
    if (rows > 0) {
      const tall = (rows * S.class_row_height) / 2;
      numbers.push(left - 0.004, S.eye_height, 0.003, tall, -2, 1, 0, 0);
    }
    probabilities.forEach((probability, k) => {
      const y = barY(k, rows);
      const half = (S.class_bar_length * probability) / 2;
      numbers.push(left + reach / 2, y, reach / 2, S.class_row_height / 2, k, 2, 0, 0);
      numbers.push(left + half, y, half, (S.class_row_height * THICKNESS) / 2, k, 0, 0, 0);
    });
    this.instances.set(numbers);
  }

  /** The bar pointed at; null for none. */
  setHovered(k: number | null): void {
    this.hovered.value = k ?? -1;
  }

  /** Whether the bars belong to an earlier image. */
  setStale(on: boolean): void {
    this.stale.value = on ? 1 : 0;
  }

  dispose(): void {
    this.instances.dispose();
  }
}
