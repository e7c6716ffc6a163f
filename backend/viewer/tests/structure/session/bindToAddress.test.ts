// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { shown } from "../../../src/state/shown";
import { bindToAddress, formatLayers, parseLayers } from "../../../src/structure/session/bindToAddress";
import { createStructureSession } from "../../../src/structure/session/structureSession";
import { notice } from "../../../src/ui/notice";
import { CONDITION } from "../../state/heard";
import { subjectOf } from "../samples";

/** Goes to an address, as a person who edits it. */
function goTo(hash: string): void {
  history.replaceState(null, "", hash);
  dispatchEvent(new HashChangeEvent("hashchange"));
}

const made = (slot: string) => createStructureSession(slot, subjectOf("image", "network"));

beforeEach(() => {
  vi.useFakeTimers();
  goTo("#/structure");
});
afterEach(() => {
  shown.value = null;
  vi.useRealTimers();
});

test("of a link with more masks than a request may hold, the first are taken, and that is said", () => {
  goTo(`#/structure?masks=${Array.from({ length: 300 }, (_none, k) => `r${k},1,1,1`).join("~")}`);
  const { masks, ...session } = made("structure");
  bindToAddress({ masks, ...session });
  expect(masks.all.value).toHaveLength(256);
  expect(notice.value).toBe("Of the link’s 300 masks, the first 256 are here.");
});

test("the address says one session at a time, whatever it was when its turn came", () => {
  const [first, second] = [made("structure"), made("structure-2")];
  bindToAddress(first);
  goTo("#/structure?k=5&mode=unclustered");
  expect([first.display.clusterCount.value, first.display.mode.value]).toEqual([5, "unclustered"]);
  expect([second.display.clusterCount.value, second.display.mode.value]).toEqual([3, "clustered"]);

  second.display.clusterCount.value = 7;
  bindToAddress(second);
  vi.advanceTimersByTime(200);
  expect(location.hash).toBe("#/structure?k=7");
  goTo("#/structure?fill=blur");
  expect([second.masks.fill.value, second.display.clusterCount.value]).toEqual(["blur", 3]);
  expect([first.masks.fill.value, first.display.clusterCount.value]).toEqual(["black", 5]);

  bindToAddress(first);
  vi.advanceTimersByTime(200);
  expect(location.hash).toBe("#/structure?mode=unclustered&k=5");
});

test("the address says by what is clustered, and by which of these scores maps are sorted", () => {
  const session = made("structure");
  const { display, maps } = session;
  bindToAddress(session);
  goTo("#/structure?order=entropy");
  expect([display.criterion.value, maps.order.value]).toEqual(["entropy", "score"]);

  display.criterion.value = "mean_activation";
  vi.advanceTimersByTime(200);
  expect(location.hash).toBe("#/structure?criterion=mean_activation&order=mean_activation");
  goTo("#/structure");
  expect([display.criterion.value, maps.order.value]).toEqual(["entropy", "channel"]);
});

test("in a study no address says what the condition fixes, whichever came first", () => {
  const session = made("structure");
  const { display, masks } = session;
  bindToAddress(session);
  goTo("#/structure?k=7&fill=mean&map=ember");
  shown.value = { ...CONDITION, view: "overview", k: 5, criterion: "mean_activation", groups: "own", fill: "blur" };
  session.start();
  const looks = () => [
    display.mode.value,
    display.view.value,
    display.clusterCount.value,
    display.criterion.value,
    display.groups.value,
    display.colourMapName.value,
    masks.fill.value,
  ];
  const fixed = ["clustered", "overview", 5, "mean_activation", "own", "ocean", "blur"];
  expect(looks()).toEqual(fixed);
  goTo("#/structure");
  expect(looks()).toEqual(fixed);
  goTo("#/structure?mode=unclustered&view=walk&k=2&criterion=entropy&groups=original&map=ember&fill=mean");
  expect(looks()).toEqual(fixed);
  display.difference.value = true;
  vi.advanceTimersByTime(200);
  expect(location.hash).toBe("#/structure?difference=1");
  session.dispose();
});

test("layers come back from the address", () => {
  for (const choice of ["all", "convolutions", ["a", "b"]] as const) {
    expect(parseLayers(formatLayers(choice) ?? "?")).toEqual(choice);
  }
  expect(formatLayers(null)).toBeNull();
  expect(parseLayers("a,,b")).toBeUndefined();
});
