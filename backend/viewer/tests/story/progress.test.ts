// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it } from "vitest";
import type { Story } from "../../src/protocol/messages.ts";
import { view } from "../../src/state/address.ts";
import { networkId } from "../../src/state/choice.ts";
import { tell } from "../../src/state/tell.ts";
import { begin, choices, choose, done, end, facts, listen, move, step, story } from "../../src/story/progress.ts";

const STORY = {
  story_id: "cat",
  title: "A cat",
  minutes: 5,
  sample: "cat",
  steps: [
    { scene: "structure", title: "Hide it", text: ["Hide it."], goal: "mask_drawn" },
    { scene: "structure", title: "Look", text: ["Look."] },
    { scene: "pool", title: "All", text: ["All."], goal: "pool_answered" },
  ],
} as unknown as Story;
const MASK = { kind: "rectangle", top: 0, left: 0, height: 9, width: 9 } as const;
const POOL = { operation: "pools", latency_ms: 1, label: "tabby", probability: 0.4, copies: 9, changed: 2 };

let stop: () => void;

beforeEach(() => {
  stop = listen();
});

afterEach(() => {
  end();
  stop();
  view.value = "menu";
});

it("goes on when the goal of a step is reached, can be passed over, and ends after its last step", () => {
  begin(STORY);
  expect([step.value?.title, done.value, view.value]).toEqual(["Hide it", false, "structure"]);
  tell("mask_drawn", { index: 0, mask: MASK });
  expect(done.value).toBe(true);
  move(1);
  expect(done.value, "without a goal there is nothing to wait for").toBe(true);
  move(-1);
  expect(done.value, "what was reached stays so").toBe(true);
  move(1);
  move(1);
  expect([view.value, done.value]).toEqual(["pool", false]);
  move(1);
  expect(story.value).toBeNull();
});

it("knows what was answered before it began, of the same picture and network, but not what was tried", () => {
  tell("mask_drawn", { index: 0, mask: MASK });
  tell("recalculation_answered", POOL);
  begin(STORY);
  expect(facts.value).toMatchObject({ answer: "tabby", copies: 9, tries: 0 });
  move(1);
  move(1);
  expect(done.value).toBe(true);
  networkId.value = "another";
  expect(facts.value.answer).toBeNull();
});

it("keeps what was chosen at each step", () => {
  begin(STORY);
  choose(1);
  move(1);
  expect(choices.value.get(1)).toBeUndefined();
  move(-1);
  expect(choices.value.get(0)).toBe(1);
});
