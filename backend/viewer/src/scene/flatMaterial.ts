import { GLSL3, type IUniform, RawShaderMaterial } from "three";

/** What every vertex shader here begins with. */
const VERTEX_HEAD = /* glsl */ `
precision highp float;
precision highp int;
uniform mat4 projectionMatrix;
uniform mat4 viewMatrix;
vec4 onPlane(vec2 point) { return projectionMatrix * viewMatrix * vec4(point, 0.0, 1.0); }
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
 * A material for things in the plane z = 0. They are laid over each other in their order, smooth their own edges, and write
 * sRGB colours as they are.
 */
export function flatMaterial(uniforms: Record<string, IUniform>, vertex: string, fragment: string): RawShaderMaterial {
  return new RawShaderMaterial({
    glslVersion: GLSL3,
    uniforms,
    vertexShader: VERTEX_HEAD + vertex,
    fragmentShader: FRAGMENT_HEAD + fragment,
    transparent: true,
    depthTest: false,
    depthWrite: false,
  });
}
