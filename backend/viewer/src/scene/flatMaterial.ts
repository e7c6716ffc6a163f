import { type BufferGeometry, GLSL3, type IUniform, type Mesh, RawShaderMaterial, Vector2 } from "three";

/** What every vertex shader here begins with. */
const VERTEX_HEAD = /* glsl */ `
precision highp float;
precision highp int;
uniform mat4 projectionMatrix;
uniform mat4 modelViewMatrix;
uniform vec2 bend;
vec4 onPlane(vec2 point) {
  vec3 at = vec3(point, 0.0);
  if (bend.y > 0.0) {
    float angle = (point.x - bend.x) * bend.y;
    at = vec3(bend.x + sin(angle) / bend.y, point.y, (1.0 - cos(angle)) / bend.y);
  }
  return projectionMatrix * modelViewMatrix * vec4(at, 1.0);
}
`;

/** And every fragment shader. `within` is how much of a device pixel lies within a box around the origin, 0..1. */
const FRAGMENT_HEAD = /* glsl */ `
precision highp float;
precision highp int;
precision highp sampler2D;
precision highp sampler2DArray;
out vec4 colour;
float within(vec2 p, vec2 half_, vec2 pixel) {
  vec2 cover = clamp(0.5 + (half_ - abs(p)) / pixel, 0.0, 1.0);
  return cover.x * cover.y;
}
`;

/**
 * How the plane is bent about the vertical, towards +z at its sides: the x that stays where it is, and 1 / radius, 0 for a
 * plane that is flat. Lengths along it stay what they are.
 */
export type Bend = IUniform<Vector2>;

/** A mesh of such a material. */
export type FlatMesh = Mesh<BufferGeometry, RawShaderMaterial>;

const FLAT: Bend = { value: new Vector2() };

/**
 * A material for things in the plane z = 0 of a mesh, or in one that is bent: its uniform `bend`. They are laid over each other in their order, smooth their own edges, and write
 * sRGB colours as they are.
 */
export function flatMaterial(uniforms: Record<string, IUniform>, vertex: string, fragment: string): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    uniforms: { bend: FLAT, ...uniforms },
    vertexShader: VERTEX_HEAD + vertex,
    fragmentShader: FRAGMENT_HEAD + fragment,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
}
