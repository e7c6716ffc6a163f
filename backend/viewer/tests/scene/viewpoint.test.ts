import { Vector3 } from "three";
import { expect, test } from "vitest";
import { cameraViewOf, parseViewpoint, viewpointOf, viewpointText } from "../../src/scene/viewpoint.ts";

test("a camera comes back from a text where it was, as far as can be seen", () => {
  const view = { position: new Vector3(2.4, 1.9, 5.3), target: new Vector3(3.1, 1.42, 0) };
  const text = viewpointText(viewpointOf(view));
  expect(text).toMatch(/^1(,-?\d+(\.\d{1,3})?){6}$/);
  const again = cameraViewOf(parseViewpoint(text) as NonNullable<ReturnType<typeof parseViewpoint>>);
  expect(again.position.distanceTo(view.position)).toBeLessThan(0.01);
  expect(again.target.distanceTo(view.target)).toBeLessThan(0.001);
  expect(viewpointText(viewpointOf(again)), "and stays the same text").toBe(text);
});

test.each([
  "",
  "1",
  "2,0,0,0,0,0,1",
  "1,0,0,0,0,0",
  "1,0,0,0,0,0,1,1",
  "1,0,0,0,0,0,0",
  "1,0,0,0,0,0,-3",
  "1,0,0,0,181,0,1",
  "1,0,0,0,0,91,1",
  "1,9999,0,0,0,0,1",
  "1,nan,0,0,0,0,1",
  "1,1e3,0,0,0,0,1",
  "1,0x1,0,0,0,0,1",
  "1, 1,0,0,0,0,1",
])("“%s” is no view", (text) => expect(parseViewpoint(text)).toBeUndefined());
