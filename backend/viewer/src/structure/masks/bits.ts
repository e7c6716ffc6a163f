/** Bits in bytes as masks travel: row-major, most significant bit first, no padding but in the last byte. */

/** One byte per pixel (0 or 1) to one bit per pixel. */
export function packBits(flags: Uint8Array): Uint8Array {
  const packed = new Uint8Array(Math.ceil(flags.length / 8));
  for (let index = 0; index < flags.length; index++) {
    if (flags[index]) packed[index >> 3] = (packed[index >> 3] ?? 0) | (128 >> (index & 7));
  }
  return packed;
}

/** One bit per pixel to one byte per pixel (0 or 1); `count` pixels. */
export function unpackBits(packed: Uint8Array, count: number): Uint8Array {
  const flags = new Uint8Array(count);
  for (let index = 0; index < count; index++) {
    flags[index] = ((packed[index >> 3] ?? 0) >> (7 - (index & 7))) & 1;
  }
  return flags;
}
