import { encode as pack, decode as unpack, decodeMulti as unpackAll } from "@msgpack/msgpack";

/**
 * The MessagePack bytes of a message. Fields that are undefined are left out, so that the server's defaults apply.
 */
export function encode(message: object): Uint8Array {
  return pack(message, { ignoreUndefined: true });
}

/**
 * The message that MessagePack bytes hold. Fields of bytes are `Uint8Array` views on `bytes`, without a copy: a
 * tensor costs nothing to decode, and it keeps the whole frame's buffer alive for as long as it lives. Where a small
 * field of a large frame is to be kept for long, keep a `slice()` of it. A view may begin at any byte, so read
 * numbers of more than one byte through a `DataView` or a copy.
 */
export function decode(bytes: Uint8Array): unknown {
  return unpack(bytes);
}

/** The messages that follow one another in `bytes`; as of `decode`. Throws where the last is not whole. */
export function decodeAll(bytes: Uint8Array): unknown[] {
  return [...unpackAll(bytes)];
}
