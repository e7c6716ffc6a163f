import { Vector3, Vector4 } from "three";
import { hexColour } from "../../geometry/colourMap.ts";
import type { Region } from "../../geometry/receptiveField.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { MapSize } from "../../geometry/structureLayout.ts";

/** Uniforms that the materials of scene 1 share: the theme, and what is pointed at. */
export class Look {
  readonly background = { value: new Vector3(1, 1, 1) };
  readonly line = { value: new Vector3(0.8, 0.8, 0.8) };
  readonly muted = { value: new Vector3(0.5, 0.5, 0.5) };
  readonly accent = { value: new Vector3(...hexColour(SCENES.colours.accent)).divideScalar(255) };
  readonly clusters = {
    value: SCENES.colours.clusters.map((hex) => new Vector3(...hexColour(hex)).divideScalar(255)),
  };
  /** Device pixels for each CSS pixel. */
  readonly ratio = { value: 1 };
  /** How much of a dimmed panel's colour gives way to the background, 0..1. */
  readonly dimming = { value: 0 };
  /** The column whose panels show the field; -1 for none. */
  readonly fieldColumn = { value: -1 };
  /** The field on those panels: left, top, right, bottom as shares of a map from its top left. */
  readonly fieldBox = { value: new Vector4() };
  /** The panel that holds the pixel pointed at, as (column, cluster), and that pixel; (-1, -1) for none. */
  readonly start = { value: new Vector4(-1, -1, 0, 0) };
  readonly startBox = { value: new Vector4() };
  /** 1 where the input shows the field. */
  readonly inputField = { value: 0 };
  readonly inputBox = { value: new Vector4() };
  /** The selected panel as (column, cluster, 0, 0); (-1, -1) for none. */
  readonly selected = { value: new Vector4(-1, -1, 0, 0) };
}

/** Writes a region as shares of a map: left, top, right, bottom. */
export function writeBox(box: Vector4, region: Region, size: MapSize): void {
  box.set(
    region.left / size.width,
    region.top / size.height,
    (region.right + 1) / size.width,
    (region.bottom + 1) / size.height,
  );
}

/** Shader functions that darken what lies outside a box, and outline it; `at` and `box` are shares, `pixel` a device pixel. */
export const FIELD_SHADER = /* glsl */ `
uniform float ratio;
uniform vec3 accent;
vec3 darkenedOutside(vec3 base, vec2 at, vec4 box, vec2 pixel) {
  float inside = within(at - (box.xy + box.zw) * 0.5, (box.zw - box.xy) * 0.5, pixel);
  return mix(base * 0.34, base, inside);
}
// A white line against the field and one in the accent around it: one of them stands out from any map.
vec4 outlined(vec4 base, vec2 at, vec4 box, vec2 pixel) {
  vec2 half_ = max((box.zw - box.xy) * 0.5, pixel * 1.6 * ratio);
  vec2 beyond = (abs(at - (box.xy + box.zw) * 0.5) - half_) / pixel;
  float distance_ = max(beyond.x, beyond.y);
  float band = clamp(distance_ + 0.5, 0.0, 1.0) * clamp(3.2 * ratio + 0.5 - distance_, 0.0, 1.0);
  vec3 line = mix(vec3(1.0), accent, clamp(distance_ - 1.2 * ratio + 0.5, 0.0, 1.0));
  return vec4(mix(base.rgb, line, band), max(base.a, band));
}
`;
