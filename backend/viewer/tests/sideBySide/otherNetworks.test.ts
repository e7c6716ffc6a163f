import { expect, test } from "vitest";
import type { NetworkSummary } from "../../src/protocol/messages";
import { chosenOther, otherNetworks } from "../../src/sideBySide/otherNetworks";

function network(network_id: string, source: string, available = true, class_count = 1000): NetworkSummary {
  return { network_id, class_count, weights: { available, source } } as NetworkSummary;
}

const ALL = [network("a", "random"), network("b", "package"), network("c", "package", false), network("d", "package")];
const ids = (all: readonly NetworkSummary[]) => all.map(({ network_id }) => network_id);

test("another network has its weights here; those that know nothing come last", () => {
  expect(ids(otherNetworks(ALL, "b"))).toEqual(["d", "a"]);
  expect(ids(otherNetworks(ALL, "c"))).toEqual(["b", "d", "a"]);
});

test("those with as many classes come before others", () => {
  const all = [network("digits", "package", true, 10), ...ALL];
  expect(ids(otherNetworks(all, "b"))).toEqual(["d", "digits", "a"]);
  expect(ids(otherNetworks(all, "digits"))).toEqual(["b", "d", "a"]);
});

test("the one that is asked for, or the first that can be had", () => {
  const others = otherNetworks(ALL, "b");
  expect(chosenOther(others, "a")?.network_id).toBe("a");
  expect(chosenOther(others, "c")?.network_id).toBe("d");
  expect(chosenOther([], "a")).toBeNull();
});
