import { Mesh, Vector4 } from "three";
import { cssColour } from "../../scene/cssColour.ts";
import { type FlatMesh, flatMaterial } from "../../scene/flatMaterial.ts";
import { Instances } from "../../scene/instances.ts";
import type { Edge } from "../masks/segments.ts";

const VERTEX = /* glsl */ `
in vec2 corner;
in vec4 ends;
in vec4 look;
flat out float tone;
void main() {
  vec2 along = ends.zw - ends.xy;
  vec2 way = along / max(length(along), 1e-6);
  vec2 beside = vec2(-way.y, way.x) * corner.y;
  tone = look.y;
  gl_Position = onPlane(mix(ends.xy, ends.zw, corner.x * 0.5 + 0.5) + 0.5 * look.x * (beside + way * corner.x * look.z));
}
`;

const FRAGMENT = /* glsl */ `
flat in float tone;
uniform vec4 tones[2];
void main() {
  colour = tones[int(tone + 0.5)];
}
`;

/** Lines between pixels that look alike. */
export interface Lines {
  readonly edges: readonly Edge[];
  /** In pixels. */
  readonly thickness: number;
  /** Which of the mesh's two colours. */
  readonly tone: 0 | 1;
  /** Whether they end where they are said to, and not half their thickness further. */
  readonly blunt?: boolean;
}

/** Many straight lines on a picture in one draw call. Its unit is a pixel, its origin the picture's top left corner. */
export class LineMesh {
  readonly mesh: FlatMesh;
  private readonly instances = new Instances(["ends", "look"]);
  private readonly tones = { value: [new Vector4(), new Vector4()] };

  constructor() {
    this.mesh = new Mesh(this.instances.geometry, flatMaterial({ tones: this.tones }, VERTEX, FRAGMENT));
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
  }

  /** CSS colours. */
  colour(...tones: readonly [string, string]): void {
    tones.forEach((css, k) => {
      this.tones.value[k]?.set(...cssColour(css));
    });
  }

  set(lines: readonly Lines[]): void {
    const numbers: number[] = [];
    for (const { edges, thickness, tone, blunt = false } of lines) {
      for (const [row, column, toRow, toColumn] of edges) {
        numbers.push(column, -row, toColumn, -toRow, thickness, tone, blunt ? 0 : 1, 0);
      }
    }
    this.instances.set(numbers);
    this.mesh.visible = numbers.length > 0;
  }

  dispose(): void {
    this.instances.dispose();
    this.mesh.material.dispose();
  }
}
