/** Bytes as base64 (RFC 4648), with padding, as the protocol has them in JSON. */
export function toBase64(bytes: Uint8Array): string {
  let text = "";
  // In pieces, because a call takes no more than some ten thousand arguments.
  for (let start = 0; start < bytes.length; start += 8192) {
    text += String.fromCharCode(...bytes.subarray(start, start + 8192));
  }
  return btoa(text);
}

/** The bytes of base64, with or without padding. Throws an `InvalidCharacterError` where the text is none. */
export function fromBase64(text: string): Uint8Array {
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
