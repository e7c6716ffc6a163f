import { describe, expect, it } from "vitest";
import { decode, encode } from "../../src/protocol/codec.ts";
import { protocolFile } from "./recordings.ts";

const index = JSON.parse(new TextDecoder().decode(protocolFile("golden/index.json"))) as {
  messages: Record<string, string>;
};
const names = Object.keys(index.messages);

/** A message as it stands in JSON: bytes as base64. */
function inJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(inJson);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, inJson(field)]));
}

function golden(name: string): { bytes: Uint8Array; json: unknown } {
  const bytes = protocolFile(`golden/${name}.msgpack`);
  return { bytes, json: JSON.parse(new TextDecoder().decode(protocolFile(`golden/${name}.json`))) };
}

describe("golden messages", () => {
  it("are there", () => {
    expect(names.length).toBeGreaterThan(60);
  });

  it.each(names)("%s decodes to its JSON", (name) => {
    const { bytes, json } = golden(name);
    expect(inJson(decode(bytes))).toEqual(json);
  });

  it.each(names)("%s stays the same when encoded", (name) => {
    const message = decode(golden(name).bytes) as object;
    expect(decode(encode(message))).toEqual(message);
  });

  const requests = names.filter((name) => /Request$|^RequestFrame$|^CancelFrame$/.test(index.messages[name] ?? ""));

  it.each(requests)("%s is encoded to the server's own bytes", (name) => {
    const { bytes } = golden(name);
    // JavaScript writes 10.0 as the whole number 10, which the server takes too; the values were compared above.
    if (Buffer.from(bytes).includes("compactness")) return;
    expect(Buffer.from(encode(decode(bytes) as object)).equals(Buffer.from(bytes))).toBe(true);
  });
});

describe("codec", () => {
  it("leaves out what is undefined and keeps null", () => {
    expect(decode(encode({ kept: null, left: undefined }))).toEqual({ kept: null });
  });

  it("writes whole numbers as such, bytes as bin, and other numbers with 64 bits", () => {
    expect([...encode({ n: 3 })]).toEqual([0x81, 0xa1, 0x6e, 0x03]);
    expect([...encode({ n: new Uint8Array([1, 2]) })]).toEqual([0x81, 0xa1, 0x6e, 0xc4, 2, 1, 2]);
    expect(encode({ n: 0.5 })[3]).toBe(0xcb);
  });

  it("gives bytes as views on the frame, without copies", () => {
    const frame = encode({ data: new Uint8Array(1000) });
    const { data } = decode(frame) as { data: Uint8Array };
    expect(data.buffer).toBe(frame.buffer);
  });

  it("throws at bytes that are no message", () => {
    expect(() => decode(new Uint8Array([0x81]))).toThrow();
    expect(() => decode(new Uint8Array())).toThrow();
    expect(() => decode(new Uint8Array([0xc1]))).toThrow();
  });
});
