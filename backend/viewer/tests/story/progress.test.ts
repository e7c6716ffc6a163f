// @vitest-environment happy-dom
import type { Signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Story } from "../../src/protocol/messages.ts";
import { view } from "../../src/state/address.ts";
import { stories } from "../../src/state/catalog.ts";
import { networkId } from "../../src/state/choice.ts";
import { IDLE, type Loadable, ready } from "../../src/state/loadable.ts";
import { tell } from "../../src/state/tell.ts";
import { begin, choices, choose, done, end, facts, listen, move, step, story } from "../../src/story/progress.ts";

vi.mock("../../src/state/catalog.ts", async (original) => {
  const { signal } = await import("@preact/signals");
  return { ...(await original<object>()), stories: signal({ state: "idle" }) };
});

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

const offered = stories as Signal<Loadable<Story[]>>;

let stop: () => void;

beforeEach(() => {
  stop = listen();
});

afterEach(() => {
  end();
  stop();
  view.value = "menu";
  offered.value = IDLE;
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

describe("a page that is loaded again", () => {
  /** Leaves the page with the story at its second step, and loads it again, without what it knew. */
  function reload(): void {
    begin(STORY);
    tell("mask_drawn", { index: 0, mask: MASK });
    choose(1);
    move(1);
    tell("recalculation_answered", POOL);
    stop();
    const kept = sessionStorage.getItem("tetrascope.story") as string;
    end();
    choices.value = new Map();
    sessionStorage.setItem("tetrascope.story", kept);
    stop = listen();
  }

  it("goes on at the same step, with what was reached, chosen and seen, once the server has told its stories", () => {
    reload();
    expect([story.value, facts.value.tries]).toEqual([null, 1]);
    tell("mask_moved", { index: 0, mask: MASK });
    offered.value = ready([{ ...STORY, story_id: "dog" }, structuredClone(STORY)]);
    expect([story.value?.story_id, step.value?.title]).toEqual(["cat", "Look"]);
    expect(facts.value).toMatchObject({ answer: "tabby", copies: 9, tries: 2 });
    move(1);
    expect(done.value, "known since before the page was loaded again").toBe(true);
    move(-1);
    move(-1);
    expect([done.value, choices.value.get(0)]).toEqual([true, 1]);
  });

  it("takes up nothing that was ended", () => {
    begin(STORY);
    end();
    stop();
    stop = listen();
    offered.value = ready([STORY]);
    expect(story.value).toBeNull();
  });

  it.each([
    ["is gone", []],
    ["has changed", [{ ...STORY, steps: STORY.steps.slice(1) }]],
  ])("ends a story that %s, and forgets it", (_, now) => {
    reload();
    offered.value = ready(now);
    expect(story.value).toBeNull();
    expect(sessionStorage.getItem("tetrascope.story")).toBeNull();
  });

  it("forgets what was seen of another picture or network", () => {
    reload();
    networkId.value = "a third";
    offered.value = ready([STORY]);
    expect([step.value?.title, facts.value.copies]).toEqual(["Look", null]);
  });

  it.each(["", "null", "7", "{", '{"story":{},"reached":7}'])("begins none where %j is kept", (text) => {
    sessionStorage.setItem("tetrascope.story", text);
    stop();
    stop = listen();
    offered.value = ready([STORY]);
    expect(story.value).toBeNull();
  });
});
