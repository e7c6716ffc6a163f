import { InterleavedBufferAttribute } from "three";
import { expect, it } from "vitest";
import { Instances } from "../../src/scene/instances.ts";

const numbers = (copies: number, first = 0) => Array.from({ length: copies * 8 }, (_, i) => first + i);

function attribute(instances: Instances, name: string): InterleavedBufferAttribute {
  const found = instances.geometry.getAttribute(name);
  if (!(found instanceof InterleavedBufferAttribute)) throw new Error(`Expected the numbers of ${name}, got others.`);
  return found;
}

it("draws as many copies as were set, each with its own numbers", () => {
  const instances = new Instances(["place", "look"]);
  expect(instances.count).toBe(0);
  instances.set(numbers(3));
  expect(instances.count).toBe(3);
  expect([attribute(instances, "place").getX(2), attribute(instances, "look").getW(2)]).toEqual([16, 23]);
  instances.set(numbers(1, 100));
  expect(instances.count).toBe(1);
  expect(attribute(instances, "look").getX(0)).toBe(104);
});

it("brings only what changed to the graphics memory", () => {
  const instances = new Instances(["place", "look"]);
  instances.set(numbers(3));
  const { data } = attribute(instances, "place");
  const version = data.version;
  instances.set(numbers(2));
  expect(attribute(instances, "place").data).toBe(data);
  expect(data.version).toBeGreaterThan(version);
  expect(data.updateRanges).toEqual([{ start: 0, count: 16 }]);
});

it("takes more room where it needs some, and gives the old back", () => {
  const instances = new Instances(["place", "look"]);
  instances.set(numbers(16));
  const before = attribute(instances, "place").data;
  let freed = 0;
  instances.geometry.addEventListener("dispose", () => {
    freed++;
    expect(attribute(instances, "place").data).toBe(before); // the renderer frees what the geometry has at that time
  });
  instances.set(numbers(17));
  expect(freed).toBe(1);
  expect(instances.count).toBe(17);
  expect(attribute(instances, "place").data.array).toHaveLength(32 * 8);
  expect(attribute(instances, "look").getW(16)).toBe(17 * 8 - 1);
});
