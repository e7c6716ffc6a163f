import { DataTexture, LinearFilter, Mesh, RGBAFormat, Vector2 } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { INPUT_CENTRE, type MapSize, mapExtent } from "../../geometry/structureLayout.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { type FlatMesh, flatMaterial } from "../../scene/flatMaterial.ts";
import { Instances } from "../../scene/instances.ts";
import type { Picture } from "./events.ts";
import { FIELD_SHADER, type Look } from "./look.ts";

const MARGIN = 0.034;

const VERTEX = /* glsl */ `
in vec2 corner;
in vec4 place;
out vec2 from;
flat out vec2 half_;
void main() {
  from = corner * (place.zw + ${MARGIN});
  half_ = place.zw;
  gl_Position = onPlane(place.xy + from);
}
`;

const FRAGMENT = /* glsl */ `
${FIELD_SHADER}
in vec2 from;
flat in vec2 half_;
uniform sampler2D picture;
uniform vec3 background;
uniform vec3 line;
uniform vec3 muted;
uniform float inputField;
uniform vec4 inputBox;
uniform vec2 state;
void main() {
  vec2 metre = max(fwidth(from), vec2(1e-7));
  vec2 at = vec2(0.5, 0.5) + vec2(from.x, -from.y) / (2.0 * half_);
  vec2 pixel = metre / (2.0 * half_);
  vec3 inner = state.x > 0.5 ? texture(picture, at).rgb : mix(background, line, 0.35);
  if (inputField > 0.5) inner = darkenedOutside(inner, at, inputBox, pixel);
  float frame = max(state.y > 0.5 ? 0.012 : 0.006, max(metre.x, metre.y) * 1.2 * ratio);
  vec3 rim = state.y > 0.5 ? accent : state.x > 0.5 ? muted : line;
  vec4 paint = vec4(mix(rim, inner, within(from, half_, metre)), within(from, half_ + frame, metre));
  if (inputField > 0.5) paint = outlined(paint, at, inputBox, pixel);
  if (paint.a <= 0.0) discard;
  colour = paint;
}
`;

/** The input image: one square. */
export class InputMesh {
  readonly mesh: FlatMesh;
  /** Rows and columns of the image. */
  size: MapSize = { height: 1, width: 1 };
  private readonly instances = new Instances(["place"]);
  private readonly picture = { value: emptyPicture(1, 1) };
  /** Whether there is an image, and whether it can be drawn on. */
  private readonly state = { value: new Vector2(0, 0) };

  constructor(look: Look) {
    const uniforms = { ...look, picture: this.picture, state: this.state };
    this.mesh = new Mesh(this.instances.geometry, flatMaterial(uniforms, VERTEX, FRAGMENT));
    this.mesh.frustumCulled = false;
    this.place();
  }

  /** How large the image will be: its place is there before it. */
  setSize(size: MapSize): void {
    this.size = { height: size.height, width: size.width };
    this.place();
  }

  /** Red, green and blue bytes, or red, green, blue and alpha. */
  set(picture: Picture | Tensor): void {
    const [height = 0, width = 0] = "shape" in picture ? picture.shape : [picture.height, picture.width];
    const { image } = this.picture.value;
    if (image.width !== width || image.height !== height) {
      this.picture.value.dispose();
      this.picture.value = emptyPicture(width, height);
      this.setSize({ height, width });
    }
    const into = this.picture.value.image.data;
    if (!into) return;
    if ("shape" in picture) writeRgb(picture.data, into);
    else into.set(picture.data);
    this.picture.value.needsUpdate = true;
    this.state.value.x = 1;
  }

  /** Shows that it can be drawn on. */
  setDrawing(on: boolean): void {
    this.state.value.y = on ? 1 : 0;
  }

  dispose(): void {
    this.instances.dispose();
    this.picture.value.dispose();
  }

  private place(): void {
    const extent = mapExtent(this.size, SCENES.structure.input_side);
    this.instances.set([INPUT_CENTRE.x, INPUT_CENTRE.y, extent.width / 2, extent.height / 2]);
  }
}

function emptyPicture(width: number, height: number): DataTexture {
  const texture = new DataTexture(new Uint8Array(width * height * 4), width, height, RGBAFormat);
  texture.magFilter = texture.minFilter = LinearFilter;
  texture.needsUpdate = true;
  return texture;
}

function writeRgb(rgb: Uint8Array, rgba: ArrayLike<number> & { [index: number]: number }): void {
  for (let from = 0, to = 0; from < rgb.length; from += 3, to += 4) {
    rgba[to] = rgb[from] ?? 0;
    rgba[to + 1] = rgb[from + 1] ?? 0;
    rgba[to + 2] = rgb[from + 2] ?? 0;
    rgba[to + 3] = 255;
  }
}
