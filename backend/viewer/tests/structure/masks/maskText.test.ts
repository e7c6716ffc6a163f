import { describe, expect, it } from "vitest";
import { placed, sameMask } from "../../../src/structure/masks/mask";
import { masksToText, textToMasks } from "../../../src/structure/masks/maskText";
import { decodeRuns, encodeRuns, fromBase64Url, toBase64Url } from "../../../src/structure/masks/runLength";
import { between, randomMask, randomNumbers, randomRectangle } from "../random";

const SIZE = { height: 60, width: 50 };

describe("run lengths", () => {
  it("bring back what they were made from", () => {
    const random = randomNumbers(11);
    for (let round = 0; round < 200; round++) {
      const density = random();
      const flags = Uint8Array.from({ length: between(random, 0, 900) }, () => (random() < density ? 1 : 0));
      const bytes = fromBase64Url(toBase64Url(encodeRuns(flags)));
      expect(bytes && decodeRuns(bytes, flags.length)).toEqual(flags);
    }
  });

  it("of another length or cut in the middle are refused", () => {
    const runs = encodeRuns(Uint8Array.from({ length: 400 }, (_none, index) => (index < 300 ? 0 : 1)));
    expect(decodeRuns(runs, 399)).toBeNull();
    expect(decodeRuns(runs, 401)).toBeNull();
    expect(decodeRuns(runs.subarray(0, 1), 400)).toBeNull();
    expect(decodeRuns(Uint8Array.from([255, 255, 255, 255, 255, 255, 127]), 400)).toBeNull();
  });
});

describe("masks in the address", () => {
  it("come back as they were", () => {
    const random = randomNumbers(12);
    for (let round = 0; round < 100; round++) {
      const masks = Array.from({ length: between(random, 0, 5) }, () => randomMask(random, SIZE));
      const { text, left } = masksToText(masks.map(placed), 1e6);
      expect(left).toBe(0);
      expect(text).toMatch(/^[A-Za-z0-9,~_-]*$/); // needs no escaping in an address
      const back = textToMasks(text)?.masks;
      expect(back?.length).toBe(masks.length);
      masks.forEach((mask, index) => {
        const read = back?.[index];
        expect(read && sameMask(read, mask)).toBe(true);
      });
    }
  });

  it("write a rectangle readably", () => {
    const rectangle = { kind: "rectangle", top: 40, left: 60, height: 80, width: 81 } as const;
    expect(masksToText([placed(rectangle)])).toEqual({ text: "r40,60,80,81", left: 0 });
  });

  it("keep the rectangles where everything is too long, and say how many are left out", () => {
    const random = randomNumbers(13);
    const rectangles = Array.from({ length: 3 }, () => randomRectangle(random, SIZE));
    const noise = Uint8Array.from({ length: 800 }, () => between(random, 0, 255));
    const bitmap = { kind: "bitmap", top: 0, left: 0, height: 80, width: 80, data: noise } as const;
    const { text, left } = masksToText([placed(bitmap), ...rectangles.map(placed)], 500);
    expect(left).toBe(1);
    expect(textToMasks(text)?.masks).toEqual(rectangles);
  });

  it("that cannot be read are null", () => {
    const strange = ["x1,2,3,4", "r1,2,3", "r1,2,0,4", "r1,2,3,4,AAAA", "b1,2,3,4", "b1,2,3,4,A", "r1,2,3,99999"];
    for (const text of [...strange, "r1,2,3,4~", "b0,0,3,3,____", "r1e3,2,3,4", "r1,2,3,4<script>"]) {
      expect(textToMasks(text), text).toBeNull();
    }
  });

  it("are at most as many as a request may hold; the rest is counted", () => {
    const found = textToMasks(Array.from({ length: 260 }, (_none, k) => `r${k},1,1,1`).join("~"));
    expect(found?.masks).toHaveLength(256);
    expect(found?.masks.at(-1)?.top).toBe(255);
    expect(found?.left).toBe(4);
  });
});
