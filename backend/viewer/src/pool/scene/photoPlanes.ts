import { BufferAttribute, BufferGeometry, GLSL3, Mesh, ShaderMaterial } from "three";
import { POOL_CENTRE } from "../../geometry/poolLayout.ts";
import type { Rectangle } from "../../scene/framing.ts";
import type { imageUniforms } from "./imageMaterial.ts";

const VERTEX = /* glsl */ `
in vec2 place;
out vec2 at;
void main() {
  at = place;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
`;

/** The photo is grey and pale: what is said of it stands on it. */
const FRAGMENT = /* glsl */ `
in vec2 at;
uniform sampler2D picture;
uniform vec3 background;
out vec4 colour;
void main() {
  float grey = dot(texture(picture, at).rgb, vec3(0.299, 0.587, 0.114));
  colour = vec4(mix(vec3(grey), background, 0.45), 1.0);
}
`;

/** The photo behind the images, once or several times: one draw call, before all others. */
export class PhotoPlanes {
  readonly mesh: Mesh;
  private photos: readonly Rectangle[] = [];

  /** Shares the images' picture and background. */
  constructor({ picture, background }: ReturnType<typeof imageUniforms>) {
    const material = new ShaderMaterial({
      glslVersion: GLSL3,
      vertexShader: VERTEX,
      fragmentShader: FRAGMENT,
      uniforms: { picture, background },
      depthTest: false,
      depthWrite: false,
    });
    this.mesh = new Mesh(new BufferGeometry(), material);
    this.mesh.frustumCulled = false;
    this.mesh.visible = false;
    this.mesh.renderOrder = -2;
  }

  /** Whether that changes anything. */
  set(photos: readonly Rectangle[]): boolean {
    if (photos === this.photos || (photos.length === 0 && this.photos.length === 0)) return false;
    this.photos = photos;
    const z = POOL_CENTRE[2];
    const points = new Float32Array(
      photos.flatMap(({ left, right, top, bottom }) => [
        left,
        bottom,
        z,
        right,
        bottom,
        z,
        right,
        top,
        z,
        left,
        top,
        z,
      ]),
    );
    const geometry = new BufferGeometry()
      .setAttribute("position", new BufferAttribute(points, 3))
      .setAttribute("place", new BufferAttribute(new Float32Array(photos.flatMap(() => [0, 1, 1, 1, 1, 0, 0, 0])), 2))
      .setIndex(photos.flatMap((_, k) => [0, 1, 2, 0, 2, 3].map((corner) => 4 * k + corner)));
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
    this.mesh.visible = photos.length > 0;
    return true;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    (this.mesh.material as ShaderMaterial).dispose();
  }
}
