import { expect, test } from "vitest";
import type { Tensor } from "../../src/protocol/messages";
import { commonLimit, kernelPicture, shapeOf } from "../../src/training/kernelPicture";

/** Two kernels of one row and two columns; 127 is 0. */
const KERNELS: Tensor = {
  shape: [2, 1, 2, 3],
  dtype: "u1",
  scale: 0.5 / 127,
  offset: -0.5,
  data: new Uint8Array([127, 127, 127, 254, 254, 254, 0, 127, 254, 127, 127, 127]),
};

test("kernels are drawn on one scale, with mid-grey for 0", () => {
  expect(shapeOf(KERNELS)).toEqual({ count: 2, height: 1, width: 2 });
  expect([...kernelPicture(KERNELS, 0, 0.5).data]).toEqual([127, 127, 127, 255, 254, 254, 254, 255]);
  expect([...kernelPicture(KERNELS, 1, 0.5).data]).toEqual([0, 127, 254, 255, 127, 127, 127, 255]);
  // Beside kernels with values twice as large they have half the contrast.
  expect([...kernelPicture(KERNELS, 0, commonLimit([{ limit: 0.5 }, { limit: 1 }])).data].slice(4, 7)).toEqual([
    191, 191, 191,
  ]);
});
