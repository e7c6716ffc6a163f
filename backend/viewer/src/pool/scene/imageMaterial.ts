import { type DataArrayTexture, GLSL3, ShaderMaterial, type Texture, Vector2, Vector3, Vector4 } from "three";
import { IMPORTANCE_OPACITY, SCENES } from "../../geometry/scenes.ts";
import { rgb } from "./rgb.ts";

/** Widths in sides of an image: the frame in the colour of the answer, the halo around it, the ring of a chosen one. */
const FRAME = 0.045;
const HALO = 0.022;
const RING = 0.055;
/** How far a chosen image stands before where it is, in its sides, in a room. */
export const RAISED = 0.5;
/** The corner that a changed image lacks, as a share of its side. */
export const CORNER = 0.26;
/** How much larger an image gets that is pointed at, or chosen. */
export const ENLARGED = 2.1;

const VERTEX = /* glsl */ `
in vec4 from;
in vec4 to;
in vec4 timing;
in vec4 mask;
in vec4 look;
in vec2 tile;
uniform float now;
uniform float lens;
uniform vec3 head;
uniform vec4 thumbnails;
out vec2 point;
out float fade;
out float depth;
flat out vec4 maskNow;
flat out vec4 lookNow;
flat out float pixel;
flat out vec4 widths;
flat out vec2 tileNow;
flat out float dotted;

void main() {
  float t = timing.y > 0.0 ? clamp((now - timing.x) / timing.y, 0.0, 1.0) : 1.0;
  float share = t * t * (3.0 - 2.0 * t);
  vec4 stand = mix(from, to, share);
  fade = mix(timing.z, timing.w, share);
  maskNow = mask;
  lookNow = look;
  // What is pointed at or chosen is seen whole.
  tileNow = look.z > 0.5 ? vec2(0.0) : tile;
  vec4 view = modelViewMatrix * vec4(stand.xyz, 1.0);
  depth = -view.z;
  float widest = 0.12;
  dotted = 0.0;
  if (thumbnails.y > 0.0) {
    // The side is what it is on the screen, in pixels: the same formula as in thumbnails.ts.
    float times = stand.w / float(${SCENES.pool.image_side});
    float usual = mix(thumbnails.y, thumbnails.x, smoothstep(thumbnails.z, thumbnails.w, depth));
    float side = times * mix(usual, thumbnails.y, clamp((times - 1.0) / float(${ENLARGED - 1}), 0.0, 1.0));
    stand.w = side * depth / lens;
    // A dot has the colour of its answer, and a border that is seen.
    dotted = 1.0 - smoothstep(1.3 * thumbnails.x, 2.0 * thumbnails.x, side);
    widest = 0.28;
  }
  // A pixel of the screen in sides of this image. Borders keep their share of the side, but never get thinner than can
  // be seen. The panel is no larger than they need: what it covers in vain costs as much as what is seen.
  pixel = clamp(depth / max(lens * stand.w, 1e-6), 1e-5, 1.0);
  widths = vec4(
    clamp(1.5 * pixel, float(${FRAME}), 0.1),
    look.y > 0.5 ? clamp(2.0 * pixel, float(${SCENES.pool.support_vector_border}), widest) : 0.0,
    clamp(pixel, float(${HALO}), 0.04),
    look.z > 0.5 ? float(${RING}) : 0.0
  );
  point = position.xy * (0.5 + dot(widths, vec4(1.0)) + pixel);
#ifdef IN_ROOM
  // Upright and facing the head, the same for both eyes: what turned with the head would seem to swim.
  vec3 back = normalize(head - stand.xyz);
  vec3 right = normalize(cross(vec3(0.0, 1.0, 0.0), back));
  vec3 world = stand.xyz + stand.w * (point.x * right + point.y * cross(back, right));
  gl_Position = projectionMatrix * modelViewMatrix * vec4(world, 1.0);
  // Nothing stands before what is nearer: two eyes would not believe it. All of an image is as deep as its middle, so that
  // none cuts through another; a chosen one is before its close neighbours, whom it has outgrown.
  float before = look.z > 0.5 ? float(${RAISED}) * stand.w : 0.0;
  vec4 middle = projectionMatrix * modelViewMatrix * vec4(stand.xyz + before * back, 1.0);
  gl_Position.z = middle.z / middle.w * gl_Position.w;
#else
  view.xy += point * stand.w;
  gl_Position = projectionMatrix * view;
  // Three ranges of depth: chosen images before all others, faded ones behind them.
  float layer = look.z > 0.5 ? -1.0 : (timing.w > 0.5 ? 1.0 : 0.0);
  gl_Position.z = gl_Position.z / 3.0 + layer * gl_Position.w * 2.0 / 3.0;
#endif
}
`;

const FRAGMENT = /* glsl */ `
in vec2 point;
in float fade;
in float depth;
flat in vec4 maskNow;
flat in vec4 lookNow;
flat in float pixel;
flat in vec4 widths;
flat in vec2 tileNow;
flat in float dotted;
uniform sampler2D picture;
uniform mediump sampler2DArray filling;
uniform vec2 half_;
uniform vec3 kept;
uniform vec3 changed;
uniform vec3 supportVector;
uniform vec3 halo;
uniform vec3 accent;
uniform vec3 background;
uniform vec3 lower;
uniform vec3 higher;
uniform vec2 depths;
uniform float depthCue;
out vec4 colour;

void main() {
  // Signed distance to the picture's edge: a square, for a changed image without its top right corner.
  bool cut = tileNow.x > 0.0;
  vec2 halfNow = cut ? vec2(0.5) : half_;
  vec2 beyond = abs(point) - halfNow;
  float edge = max(beyond.x, beyond.y);
  if (lookNow.x > 0.5) {
    float corner = (point.x + point.y - (halfNow.x + halfNow.y - float(${CORNER}))) * 0.70710678;
    edge = max(edge, corner);
  }
  float frame = widths.x;
  float border = widths.y;
  float rim = widths.z;
  float ring = widths.w;
  float end = frame + border + rim + ring;

  vec2 middle = cut ? 0.5 * (maskNow.xy + maskNow.zw) : vec2(0.5);
  vec2 place = middle + (cut ? tileNow.x : 1.0) * vec2(point.x, -point.y) / (2.0 * half_);
  vec4 inside = smoothstep(-0.5, 0.5, vec4(place.xy - maskNow.xy, maskNow.zw - place.xy) / fwidth(place).xyxy);
  float masked = inside.x * inside.y * inside.z * inside.w;
  vec3 seen = mix(texture(picture, place).rgb, texture(filling, vec3(place, lookNow.w)).rgb, masked);
  // A light line around the mask once the image is large enough for it: black on a dark image is not seen otherwise.
  vec2 off = abs(place - 0.5 * (maskNow.xy + maskNow.zw)) - 0.5 * (maskNow.zw - maskNow.xy);
  float outline = 1.0 - smoothstep(0.6, 1.4, abs(max(off.x, off.y)) / fwidth(place.x));
  seen = mix(seen, vec3(1.0), 0.75 * outline * (1.0 - smoothstep(0.014, 0.028, pixel)));
  if (cut) {
    // The photo where the copy hides it, in the colours of the importance map.
    vec3 photo = texture(picture, place).rgb;
    float grey = dot(photo, vec3(0.299, 0.587, 0.114));
    seen = mix(vec3(grey), tileNow.y < 0.0 ? lower : higher, float(${IMPORTANCE_OPACITY}) * abs(tileNow.y));
  }
  vec3 answer = lookNow.x > 0.5 ? changed : kept;

  seen = mix(seen, answer, max(dotted, smoothstep(-0.5, 0.5, edge / pixel)));
  seen = mix(seen, supportVector, border > 0.0 ? smoothstep(-0.5, 0.5, (edge - frame) / pixel) : 0.0);
  seen = mix(seen, halo, smoothstep(-0.5, 0.5, (edge - frame - border) / pixel));
  seen = mix(seen, accent, ring > 0.0 ? smoothstep(-0.5, 0.5, (edge - frame - border - rim) / pixel) : 0.0);

  float far = depthCue * smoothstep(depths.x, depths.y, depth);
  seen = mix(seen, background, max(fade * 0.78, lookNow.z > 0.5 ? 0.0 : far));
  float cover = 1.0 - smoothstep(-0.5, 0.5, (edge - end) / pixel);
  if (cover < 0.02) discard;
  colour = vec4(seen, cover);
}
`;

/** Uniforms of the images' material; all colours are sRGB, 0..1, and go to the screen as they are. */
export function imageUniforms(picture: Texture, filling: DataArrayTexture) {
  const { kept, changed, support_vector, importance_positive, importance_negative } = SCENES.colours;
  return {
    now: { value: 0 },
    /** Pixels of the canvas for a length of 1 m of the scene at a distance of 1 m. */
    lens: { value: 1000 },
    /** Where the person's head is, in the scene's metres; in a room. */
    head: { value: new Vector3(0, 0, 1) },
    /** Copies that keep their size: sides of a dot and of a picture in pixels of the canvas, 0 for none; the distances. */
    thumbnails: { value: new Vector4(0, 0, 1, 2) },
    picture: { value: picture },
    filling: { value: filling },
    /** Half of the picture's sides, the longer one being 1. */
    half_: { value: new Vector2(0.5, 0.5) },
    kept: { value: rgb(kept) },
    changed: { value: rgb(changed) },
    supportVector: { value: rgb(support_vector) },
    /** A thin line around every image. */
    halo: { value: new Vector3(1, 1, 1) },
    accent: { value: new Vector3(0, 0, 0) },
    background: { value: new Vector3(1, 1, 1) },
    /** Of a drop and of a rise of the probability, where images are cut. */
    higher: { value: rgb(importance_positive) },
    lower: { value: rgb(importance_negative) },
    /** Distances from the eye between which the depth cue sets in, in metres. */
    depths: { value: new Vector2(1, 10) },
    depthCue: { value: 0 },
  };
}

/**
 * Draws one image of a pool from the original, what shows through a mask, and the mask's rectangle. On a screen all lie
 * in its plane, those that are chosen before all others; `inRoom` each faces the person's head, at its true depth.
 */
export function imageMaterial(uniforms: ReturnType<typeof imageUniforms>, inRoom = false): ShaderMaterial {
  const material = new ShaderMaterial({
    glslVersion: GLSL3,
    vertexShader: VERTEX,
    fragmentShader: FRAGMENT,
    uniforms,
    ...(inRoom && { defines: { IN_ROOM: "" } }),
  });
  material.alphaToCoverage = true;
  return material;
}
