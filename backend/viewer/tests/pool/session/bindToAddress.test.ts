// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { NO_FILTERS } from "../../../src/pool/display/filters.ts";
import { bindToAddress } from "../../../src/pool/session/bindToAddress.ts";
import { createPoolSession, type PoolSession } from "../../../src/pool/session/poolSession.ts";
import { shown } from "../../../src/state/shown.ts";
import { Subject } from "../../../src/state/subject.ts";
import { CONDITION } from "../../state/heard.ts";

const made = (slot: string) => createPoolSession(slot, new Subject(signal(null), signal(null)));

/** Goes to an address, as a person who edits it. */
function goTo(hash: string): void {
  history.replaceState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

beforeEach(() => {
  vi.useFakeTimers();
  goTo("#/pool");
});
afterEach(() => {
  shown.value = null;
  vi.useRealTimers();
});

const EVERYTHING =
  "#/pool?windows=84/42,56/28&fill=blur&fills=mean,noise&refine=1&label=7&per=9&arrange=drop&scale=log&regions=0&thumbs=1&all=1&hide=1&depth=0&spread=0.5&filter=kept&pick=12";

test("the address says all of a session, and nothing of one as it begins", () => {
  const session = made("pool");
  bindToAddress(session);
  vi.advanceTimersByTime(200);
  expect(location.hash).toBe("#/pool");
  goTo(EVERYTHING);
  const windows = [
    { size: 84, stride: 42 },
    { size: 56, stride: 28 },
  ];
  const filters = { ...NO_FILTERS, answer: "kept" };
  expect(said(session)).toEqual([
    windows,
    "blur",
    ["mean", "noise"],
    true,
    7,
    9,
    "drop",
    "log",
    false,
    true,
    true,
    true,
    false,
    0.5,
    filters,
    null,
    12,
  ]);
  session.settings.fill.value = "black";
  vi.advanceTimersByTime(200);
  expect(decodeURIComponent(location.hash)).toBe(EVERYTHING.replace("&fill=blur", ""));
});

/** All that the address can say of a session. */
function said({ settings, display, selection }: PoolSession) {
  const { windows, fill, moreFills, refine, label, perLabel } = settings;
  const { arrangement, positionScale, regions, thumbnails, showAll, hideOthers, depthCue, spread, filters, camera } =
    display;
  const signals = [
    windows,
    fill,
    moreFills,
    refine,
    label,
    perLabel,
    arrangement,
    positionScale,
    regions,
    thumbnails,
    showAll,
    hideOthers,
    depthCue,
    spread,
    filters,
    camera,
  ];
  return [...signals, selection.selected].map(({ value }) => value);
}

test.each([
  "per=0",
  "per=1025",
  "label=-1",
  "pick=12345",
  "spread=3",
  "windows=4",
  "filter=odd",
  "refine=yes",
  "cam=1",
  "arrange=heap",
])("%s says nothing", (text) => {
  const session = made("pool");
  bindToAddress(session);
  goTo(`#/pool?${text}`);
  expect(said(session)).toEqual(said(made("pool-2")));
});

test("it says one session at a time", () => {
  const [first, second] = [made("pool"), made("pool-2")];
  bindToAddress(first);
  goTo("#/pool?per=5");
  expect([first.settings.perLabel.value, second.settings.perLabel.value]).toEqual([5, 25]);
  second.settings.perLabel.value = 7;
  bindToAddress(second);
  vi.advanceTimersByTime(200);
  expect(location.hash).toBe("#/pool?per=7");
  goTo("#/pool?spread=0");
  expect([second.display.spread.value, second.settings.perLabel.value]).toEqual([0, 25]);
  expect([first.display.spread.value, first.settings.perLabel.value]).toEqual([1, 5]);
});

test("in a study no address says what the condition fixes", () => {
  shown.value = { ...CONDITION, fill: "noise" };
  const session = made("pool");
  const { settings, display } = session;
  bindToAddress(session);
  const begun = [settings.fill.value, settings.moreFills.value, display.arrangement.value, display.positionScale.value];
  expect(begun).toEqual(["noise", [], "tetrahedron", "linear"]);
  goTo(EVERYTHING);
  expect([
    settings.fill.value,
    settings.moreFills.value,
    display.arrangement.value,
    display.positionScale.value,
    display.thumbnails.value,
  ]).toEqual([...begun, false]);
  expect(settings.perLabel.value).toBe(9);
});
