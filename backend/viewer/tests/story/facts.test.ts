import { expect, it } from "vitest";
import type { Told } from "../../src/state/tell.ts";
import { afterTold, type Facts, filled, NO_FACTS } from "../../src/story/facts.ts";
import { isReached } from "../../src/story/goals.ts";

const told = (kind: Told["kind"], content: Told["content"] = {}): Told => ({ kind, scene: "structure", content });
const answered = (content: Told["content"]) => told("recalculation_answered", { operation: "layers", ...content });
const PLAIN = answered({ label: "tabby", probability: 0.4, hidden: 0 });
const KEPT = answered({ label: "tabby", probability: 0.3, hidden: 0.1, original: "tabby", original_probability: 0.3 });
const LOST = answered({ label: "lynx", probability: 0.5, hidden: 0.2, original: "tabby", original_probability: 0.05 });

function after(...all: readonly Told[]): Facts {
  return all.reduce(afterTold, NO_FACTS);
}

it("tells values as they come to be known, and leaves out what is not", () => {
  expect(filled("{answer} has {before}.", NO_FACTS)).toBeNull();
  expect(filled("{answer} has {before}.", after(PLAIN))).toBe("tabby has 40.0%.");
  expect(filled("{hidden}: {now}, first {instead}", after(PLAIN, KEPT))).toBe("10.0%: 30.0%, first tabby");
  expect(filled("{hidden}", after(PLAIN, KEPT, PLAIN))).toBeNull();
  expect(filled("{tries}", after(PLAIN))).toBeNull();
  expect(filled("{tries}", after(told("mask_drawn"), told("mask_moved"), told("mask_removed")))).toBe("2");
  expect(filled("no value", NO_FACTS)).toBe("no value");
  expect(filled("{of_a_newer_server}", after(PLAIN))).toBeNull();
});

it("keeps the smallest part that was enough to lose the answer", () => {
  const smaller = answered({ label: "lynx", probability: 0.3, hidden: 0.05, original: "tabby" });
  expect(filled("{best_hidden}", after(PLAIN, KEPT))).toBeNull();
  expect(filled("{best_hidden}, {best_now}", after(PLAIN, LOST))).toBe("20.0%, 5.0%");
  expect(filled("{best_hidden}, {best_now}", after(PLAIN, smaller, LOST))).toBe("5.0%, next to nothing");
});

it("takes the answer from a pool where no other is known, and counts its copies", () => {
  const pool = told("recalculation_answered", {
    operation: "pools",
    label: "tabby",
    probability: 0.4,
    copies: 9,
    changed: 2,
  });
  expect(filled("{changed} of {copies} lost {answer}", after(pool))).toBe("2 of 9 lost tabby");
});

it("reaches goals by what is done, or by what is known already", () => {
  expect(isReached("mask_drawn", NO_FACTS, told("mask_drawn"))).toBe(true);
  expect(isReached("mask_drawn", NO_FACTS, told("mask_moved"))).toBe(false);
  expect(isReached("answer_lost", after(PLAIN, KEPT), KEPT)).toBe(false);
  expect(isReached("answer_lost", after(PLAIN, LOST), null)).toBe(true);
  expect(isReached("pool_answered", NO_FACTS, null)).toBe(false);
});
