import { DataTexture, Mesh, NearestFilter, RGBAFormat } from "three";
import { lookupTable, signedTable } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import { type MapSize, mapExtent, type Point } from "../../geometry/structureLayout.ts";
import type { ByteAtlas, Tile } from "../../scene/byteAtlas.ts";
import { type FlatMesh, flatMaterial } from "../../scene/flatMaterial.ts";
import { Instances } from "../../scene/instances.ts";
import { FIELD_SHADER, type Look } from "./look.ts";

/** One panel: a cluster's representative, or the empty place of one that is on its way. */
export interface Panel {
  centre: Point;
  column: number;
  cluster: number;
  size: MapSize;
  /** Null where the map is not here yet. */
  tile: Tile | null;
  /** 1 where the map belongs to an earlier image. */
  stale: number;
  /** 1 where its bytes are differences. */
  signed: number;
  /** 1 where the picture explains little of its maps: the frame is dashed. */
  doubtful: number;
  /** Share of its maps that are switched off, 0..1: so much of the panel is hatched, from below. */
  off: number;
}

const CLUSTERS = SCENES.colours.clusters.length;
/** What a panel's square leaves around its map for frames, in metres. */
const MARGIN = 0.03;
/** From one dash of a frame to the next, in metres, and the share of it that is drawn. */
const DASH = 0.0625;
const DASH_SHARE = 0.56;
/** From one stroke of a hatching to the next, in metres, and the share of it that is drawn. */
const HATCH = 0.06;
const HATCH_SHARE = 0.3;

const VERTEX = /* glsl */ `
in vec2 corner;
in vec4 place;
in vec4 tile;
in vec4 look;
in vec4 kind;
out vec2 from;
flat out vec2 half_;
flat out vec4 part;
flat out vec4 about;
flat out vec3 marks;
void main() {
  from = corner * (place.zw + ${MARGIN});
  half_ = place.zw;
  part = tile;
  about = look;
  marks = kind.xyz;
  gl_Position = onPlane(place.xy + from);
}
`;

const FRAGMENT = /* glsl */ `
${FIELD_SHADER}
in vec2 from;
flat in vec2 half_;
flat in vec4 part;
flat in vec4 about;
flat in vec3 marks;
uniform sampler2DArray maps;
uniform sampler2D table;
uniform vec3 background;
uniform vec3 line;
uniform vec3 muted;
uniform vec3 clusters[${CLUSTERS}];
uniform float dimming;
uniform float fieldColumn;
uniform vec4 fieldBox;
uniform vec4 start;
uniform vec4 startBox;
uniform vec4 selected;

float stored(vec2 at) {
  ivec2 texel = ivec2(clamp(floor(at * part.zw), vec2(0.0), part.zw - 1.0));
  return texelFetch(maps, ivec3(ivec2(part.xy) + texel, int(about.x + 0.5)), 0).r;
}

// The mean over this device pixel. Large pixels of a map stay sharp squares; a map seen small does not flicker.
float meanStored(vec2 at, vec2 pixel) {
  vec2 texels = pixel * part.zw;
  float most = max(texels.x, texels.y);
  int taps = most < 1.2 ? 2 : most < 3.0 ? 3 : 4;
  float sum = 0.0;
  for (int i = 0; i < taps; i++) {
    for (int j = 0; j < taps; j++) sum += stored(at + ((vec2(i, j) + 0.5) / float(taps) - 0.5) * pixel);
  }
  return sum / float(taps * taps);
}

// How much of a dashed frame is there, by the place along the side it is on; where dashes are too small to be told apart,
// all of it.
float dashed(vec2 metre) {
  vec2 out_ = abs(from) - half_;
  float along = out_.x > out_.y ? from.y : from.x;
  float soft = max(metre.x, metre.y) / ${DASH};
  float off = abs(fract(along / ${DASH}) - 0.5) - ${DASH_SHARE / 2};
  return mix(clamp(0.5 - off / max(soft, 1e-4), 0.0, 1.0), 1.0, clamp(soft * 5.0 - 1.0, 0.0, 1.0));
}

// What is off is pale, with strokes across it, as far up as its share of the maps.
vec3 hatched(vec3 base, vec2 at, vec2 metre) {
  float there = step(1.0 - marks.z, at.y);
  float across = (from.x + from.y) / ${HATCH};
  float soft = max((metre.x + metre.y) / ${HATCH}, 1e-4);
  float stroke = clamp(0.5 - (abs(fract(across) - 0.5) - ${HATCH_SHARE / 2}) / soft, 0.0, 1.0);
  vec3 pale = mix(base, background, 0.62);
  return mix(base, mix(pale, muted, mix(stroke, ${HATCH_SHARE}, clamp(soft * 3.0 - 1.0, 0.0, 1.0))), there);
}

void main() {
  vec2 metre = max(fwidth(from), vec2(1e-7));
  vec2 at = vec2(0.5, 0.5) + vec2(from.x, -from.y) / (2.0 * half_);
  vec2 pixel = metre / (2.0 * half_);
  bool pointed = about.z == start.x && about.y == start.y;
  bool chosen = about.z == selected.x && about.y == selected.y;
  bool empty = part.z < 0.5;
  float frame = max(pointed ? 0.014 : chosen ? 0.01 : 0.008, max(metre.x, metre.y) * 1.2 * ratio);
  vec3 rim = empty ? line : clusters[int(mod(about.y + 0.5, ${CLUSTERS}.0))];
  vec3 inner = mix(background, line, 0.35);
  if (!empty) {
    float byte = floor(meanStored(at, pixel) * 255.0 + 0.5);
    inner = texelFetch(table, ivec2(int(byte), int(marks.x + 0.5)), 0).rgb;
  }
  float faded = dimming * about.w;
  inner = mix(inner, background, faded);
  rim = mix(rim, background, faded);
  bool field = !empty && about.z == fieldColumn;
  if (marks.z > 0.0) inner = hatched(inner, at, metre);
  if (field) inner = darkenedOutside(inner, at, fieldBox, pixel);
  float map = within(from, half_, metre);
  float whole = within(from, half_ + frame, metre);
  vec4 paint = vec4(mix(rim, inner, map), marks.y > 0.5 ? mix(map, whole, dashed(metre)) : whole);
  if (chosen) {
    float ring = within(from, half_ + 0.026, metre) * (1.0 - within(from, half_ + 0.018, metre));
    paint = vec4(mix(paint.rgb, accent, ring), max(paint.a, ring));
  }
  if (field) paint = outlined(paint, at, fieldBox, pixel);
  if (pointed) paint = outlined(paint, at, startBox, pixel);
  if (paint.a <= 0.0) discard;
  colour = paint;
}
`;

/** All panels of all columns in one draw call. */
export class PanelMesh {
  readonly mesh: FlatMesh;
  private readonly instances = new Instances(["place", "tile", "look", "kind"]);
  private readonly table: DataTexture;

  constructor(look: Look, atlas: ByteAtlas) {
    // Two rows: the colours of maps, and those of differences.
    const colours = new Uint8Array(2048);
    colours.set(lookupTable(SCENES.colours.feature_map));
    colours.set(signedTable(SCENES.colours.difference), 1024);
    this.table = new DataTexture(colours, 256, 2, RGBAFormat);
    this.table.magFilter = this.table.minFilter = NearestFilter;
    this.table.needsUpdate = true;
    const uniforms = { ...look, maps: atlas.uniform, table: { value: this.table } };
    this.mesh = new Mesh(this.instances.geometry, flatMaterial(uniforms, VERTEX, FRAGMENT));
    this.mesh.frustumCulled = false;
  }

  /** The colours of the bytes 0 to 255: red, green, blue and alpha each. */
  setTable(lookup: Uint8Array): void {
    this.table.image.data?.set(lookup.subarray(0, 1024));
    this.table.needsUpdate = true;
  }

  set(panels: readonly Panel[]): void {
    const numbers: number[] = [];
    for (const { centre, column, cluster, size, tile, stale, signed, doubtful, off } of panels) {
      const extent = mapExtent(size, SCENES.structure.panel_side);
      numbers.push(centre.x, centre.y, extent.width / 2, extent.height / 2);
      numbers.push(tile?.x ?? 0, tile?.y ?? 0, tile?.width ?? 0, tile?.height ?? 0);
      numbers.push(tile?.page ?? 0, cluster, column, stale);
      numbers.push(signed, doubtful, off, 0);
    }
    this.instances.set(numbers);
  }

  dispose(): void {
    this.instances.dispose();
    this.table.dispose();
  }
}
