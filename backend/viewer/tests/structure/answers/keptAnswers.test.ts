import { effect } from "@preact/signals";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Complaint } from "../../../src/protocol/complaint";
import { type Loadable, valueIn } from "../../../src/state/loadable";
import { KeptAnswers } from "../../../src/structure/answers/keptAnswers";

let kept: KeptAnswers<string>;
let stops: (() => void)[];
const ask = vi.fn<(key: string) => Promise<string | null>>();
const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** Looks at an answer until the test ends; gives what is seen, the newest last. */
function look(key: string): Loadable<string>[] {
  const seen: Loadable<string>[] = [];
  stops.push(effect(() => void seen.push(kept.of(key, () => ask(key)).value)));
  return seen;
}

beforeEach(() => {
  kept = new KeptAnswers(2);
  stops = [];
  ask.mockReset().mockImplementation((key) => Promise.resolve(`answer to ${key}`));
});
afterEach(() => {
  for (const stop of stops) stop();
});

it("asks once, however many look, and keeps the answer", async () => {
  const [one, other] = [look("a"), look("a")];
  await settled();
  expect([one, other].map((seen) => seen.map(({ state }) => state))).toEqual([
    ["idle", "loading", "ready"],
    ["idle", "loading", "ready"],
  ]);
  expect(valueIn(look("a")[0] as Loadable<string>)).toBe("answer to a");
  expect(ask).toHaveBeenCalledTimes(1);
});

it("drops what was looked at longest ago", async () => {
  for (const key of ["a", "b", "a", "c", "a", "b"]) {
    look(key);
    await settled();
    stops.pop()?.();
  }
  expect(ask.mock.calls.flat()).toEqual(["a", "b", "c", "b"]);
});

it("asks again where another request took the place of the first", async () => {
  ask.mockResolvedValueOnce(null);
  look("a");
  await settled();
  const seen = look("a");
  await settled();
  expect(seen.at(-1)).toEqual({ state: "ready", value: "answer to a" });
});

it("asks again for what could not be had, and for nothing else", async () => {
  ask.mockRejectedValueOnce(new Complaint("unreachable", "No."));
  const [failing, whole] = [look("a"), look("b")];
  await settled();
  expect(failing.at(-1)?.state).toBe("failed");
  kept.retry();
  await settled();
  expect([failing, whole].map((seen) => seen.at(-1)?.state)).toEqual(["ready", "ready"]);
  expect(ask.mock.calls.flat()).toEqual(["a", "b", "a"]);
});
