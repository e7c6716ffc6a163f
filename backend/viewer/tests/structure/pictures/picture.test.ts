import { describe, expect, it } from "vitest";
import type { Tensor } from "../../../src/protocol/messages";
import { masked } from "../../../src/structure/pictures/picture";
import { between, randomNumbers } from "../random";

describe("the preview", () => {
  it("takes the fill where masked and the image elsewhere", () => {
    const random = randomNumbers(32);
    const tensor = (): Tensor => ({
      shape: [4, 5, 3],
      dtype: "u1",
      scale: 1,
      offset: 0,
      data: Uint8Array.from({ length: 60 }, () => between(random, 0, 255)),
    });
    const image = tensor();
    const fill = tensor();
    const flags = Uint8Array.from({ length: 20 }, () => between(random, 0, 1));
    const picture = masked(image, fill, flags);
    for (let pixel = 0; pixel < 20; pixel++) {
      const source = flags[pixel] ? fill : image;
      expect([...picture.data.subarray(pixel * 4, pixel * 4 + 4)]).toEqual([
        ...source.data.subarray(pixel * 3, pixel * 3 + 3),
        255,
      ]);
    }
  });
});
