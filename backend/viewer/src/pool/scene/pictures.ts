import { DataTexture, LinearFilter, LinearMipmapLinearFilter, RGBAFormat, type Texture } from "three";
import type { Tensor } from "../../protocol/messages.ts";

/** An RGB picture as a texture whose bytes reach the shader as they are; small images of it are smooth. */
export function pictureTexture(picture: Tensor): Texture {
  const [height = 1, width = 1] = picture.shape;
  const rgba = new Uint8Array(height * width * 4).fill(255);
  for (let pixel = 0; pixel < height * width; pixel++) {
    for (let channel = 0; channel < 3; channel++) rgba[pixel * 4 + channel] = picture.data[pixel * 3 + channel] ?? 0;
  }
  return texture(rgba, width, height);
}

/** What stands for a picture that is not here yet: one grey pixel. */
export function plainTexture(grey: number): Texture {
  return texture(new Uint8Array([grey, grey, grey, 255]), 1, 1);
}

/** All are sampled alike: a driver may compile a shader again for textures that are sampled in another way. */
function texture(rgba: Uint8Array<ArrayBuffer>, width: number, height: number): Texture {
  const made = new DataTexture(rgba, width, height, RGBAFormat);
  made.magFilter = LinearFilter;
  made.minFilter = LinearMipmapLinearFilter;
  made.generateMipmaps = true;
  made.needsUpdate = true;
  return made;
}
