import { DataTexture, LinearFilter, LinearMipmapLinearFilter, RGBAFormat, type Texture } from "three";
import type { Tensor } from "../../protocol/messages.ts";

/** An RGB picture as a texture whose bytes reach the shader as they are; small images of it are smooth. */
export function pictureTexture(picture: Tensor, anisotropy: number): Texture {
  const [height = 1, width = 1] = picture.shape;
  const rgba = new Uint8Array(height * width * 4).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[pixel * 4 + channel] = picture.data[pixel * 3 + channel] ?? 0;
  }
  const texture = new DataTexture(rgba, width, height, RGBAFormat);
  texture.magFilter = LinearFilter;
  texture.minFilter = LinearMipmapLinearFilter;
  texture.generateMipmaps = true;
  texture.anisotropy = anisotropy;
  texture.needsUpdate = true;
  return texture;
}

/** What stands for a picture that is not here yet: one grey pixel. */
export function plainTexture(grey: number): Texture {
  const texture = new DataTexture(new Uint8Array([grey, grey, grey, 255]), 1, 1, RGBAFormat);
  texture.needsUpdate = true;
  return texture;
}
