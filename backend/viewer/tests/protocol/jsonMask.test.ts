import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "../../src/protocol/base64.ts";
import { jsonMask, maskOfJson } from "../../src/protocol/jsonMask.ts";
import type { Mask } from "../../src/protocol/messages.ts";

describe("base64", () => {
  it.each([
    ["", ""],
    ["f", "Zg=="],
    ["fo", "Zm8="],
    ["foo", "Zm9v"],
    ["foobar", "Zm9vYmFy"],
  ])("of %j is that of RFC 4648", (text, expected) => {
    const bytes = new TextEncoder().encode(text);
    expect(toBase64(bytes)).toBe(expected);
    expect(fromBase64(expected)).toEqual(bytes);
  });

  it("takes many bytes, each of its values", () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_none, index) => index % 256);
    expect(fromBase64(toBase64(bytes))).toEqual(bytes);
  });

  it("refuses what is none", () => expect(() => fromBase64("not base64!")).toThrow());
});

describe("a mask as JSON", () => {
  const rectangle: Mask = { kind: "rectangle", top: 1, left: 2, height: 3, width: 4 };
  const bitmap: Mask = { kind: "bitmap", top: 1, left: 2, height: 3, width: 4, data: Uint8Array.of(0xa5, 0xf0) };

  it("has a bitmap's bits as base64, and is JSON", () => {
    expect(jsonMask(rectangle)).toEqual(rectangle);
    expect(jsonMask(bitmap)).toEqual({ ...bitmap, data: "pfA=" });
  });

  it.each([rectangle, bitmap])("gives the $kind back", (mask) =>
    expect(maskOfJson(JSON.parse(JSON.stringify(jsonMask(mask))))).toEqual(mask),
  );
});
