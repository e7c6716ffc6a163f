import { Vector3 } from "three";

/** `#rrggbb` as sRGB shares 0..1, for a shader that writes them as they are. */
export function rgb(hex: string): Vector3 {
  const value = Number.parseInt(hex.slice(1, 7), 16);
  return new Vector3(((value >> 16) & 255) / 255, ((value >> 8) & 255) / 255, (value & 255) / 255);
}
