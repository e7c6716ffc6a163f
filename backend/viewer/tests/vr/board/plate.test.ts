// @vitest-environment happy-dom
import type { Vector4 } from "three";
import { expect, it } from "vitest";
import { Plate } from "../../../src/vr/board/Plate.ts";

it("is a frame through which one sees, where it has no fill", () => {
  const plate = new Plate({ radius: 1, thickness: 0.1 });
  plate.colour({ line: "#123456" });
  const fill = plate.mesh.material.uniforms.fill?.value as Vector4;
  expect(fill.w).toBe(0);
  plate.dispose();
});
