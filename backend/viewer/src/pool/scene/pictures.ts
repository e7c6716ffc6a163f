import { DataArrayTexture, DataTexture, LinearFilter, LinearMipmapLinearFilter, RGBAFormat, type Texture } from "three";
import type { Tensor } from "../../protocol/messages.ts";

/** An RGB picture as a texture whose bytes reach the shader as they are; small images of it are smooth. */
export function pictureTexture(picture: Tensor): Texture {
  const [height = 1, width = 1] = picture.shape;
  return smooth(new DataTexture(rgbaOf([picture]), width, height, RGBAFormat));
}

/** RGB pictures of one size as the layers of one texture, likewise. */
export function pictureStack(pictures: readonly Tensor[]): DataArrayTexture {
  const [height = 1, width = 1] = pictures[0]?.shape ?? [];
  return smooth(new DataArrayTexture(rgbaOf(pictures), width, height, pictures.length));
}

/** What stands for a picture that is not here yet: one grey pixel. */
export function plainTexture(grey: number): Texture {
  return smooth(new DataTexture(new Uint8Array([grey, grey, grey, 255]), 1, 1, RGBAFormat));
}

/** What stands for pictures that are not here yet. */
export function plainStack(grey: number): DataArrayTexture {
  return smooth(new DataArrayTexture(new Uint8Array([grey, grey, grey, 255]), 1, 1, 1));
}

function rgbaOf(pictures: readonly Tensor[]): Uint8Array<ArrayBuffer> {
  const pixels = pictures.reduce((sum, { data }) => sum + data.length / 3, 0);
  const rgba = new Uint8Array(pixels * 4).fill(255);
  let at = 0;
  for (const { data } of pictures) {
    for (let k = 0; k < data.length; k += 3, at += 4) rgba.set(data.subarray(k, k + 3), at);
  }
  return rgba;
}

/** All are sampled alike: a driver may compile a shader again for textures that are sampled in another way. */
function smooth<T extends Texture>(made: T): T {
  made.magFilter = LinearFilter;
  made.minFilter = LinearMipmapLinearFilter;
  made.generateMipmaps = true;
  made.needsUpdate = true;
  return made;
}
