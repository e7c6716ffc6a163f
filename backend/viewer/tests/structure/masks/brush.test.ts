import { describe, expect, it } from "vitest";
import { stamp } from "../../../src/structure/masks/brush";
import { bitmapOf } from "../../../src/structure/masks/mask";
import { randomNumbers } from "../random";

const SIZE = { height: 24, width: 31 };

describe("the brush", () => {
  it("sets the pixels whose centres are near the stroke, and at least the one under the pointer", () => {
    const random = randomNumbers(31);
    for (let round = 0; round < 60; round++) {
      const from = { row: random() * 24, column: random() * 31 };
      const to = { row: random() * 24, column: random() * 31 };
      const radius = random() * 6;
      const flags = new Uint8Array(24 * 31);
      stamp(flags, SIZE, from, to, radius);
      expect(flags[Math.floor(to.row) * 31 + Math.floor(to.column)]).toBe(1);
      for (let row = 0; row < 24; row++) {
        for (let column = 0; column < 31; column++) {
          let nearest = Infinity;
          for (let step = 0; step <= 400; step++) {
            const y = from.row + ((to.row - from.row) * step) / 400;
            const x = from.column + ((to.column - from.column) * step) / 400;
            nearest = Math.min(nearest, Math.hypot(row + 0.5 - y, column + 0.5 - x));
          }
          if (nearest < radius - 0.1) expect(flags[row * 31 + column]).toBe(1);
          const under = row === Math.floor(to.row) && column === Math.floor(to.column);
          if (nearest > radius + 0.1 && !under) expect(flags[row * 31 + column]).toBe(0);
        }
      }
    }
  });

  it("outside the image sets nothing", () => {
    const flags = new Uint8Array(24 * 31);
    stamp(flags, SIZE, { row: -9, column: -9 }, { row: -9, column: 50 }, 3);
    expect(bitmapOf(flags, SIZE)).toBeNull();
  });
});
