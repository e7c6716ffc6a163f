// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, expect, expectTypeOf, test, vi } from "vitest";

vi.mock("../../src/state/connection.ts", async () => {
  const { signal } = await import("@preact/signals");
  const never = () => new Promise(() => {});
  return {
    connection: signal({ status: "ready", retryAt: null, complaint: null }),
    pageOutdated: signal(false),
    serverVersion: signal(null),
    http: { networks: never, samples: never, network: never },
  };
});

import { App } from "../../src/app/App";
import { type PageView, VIEWS } from "../../src/app/views";
import { type View, view } from "../../src/state/address";
import { toursSeen } from "../../src/state/settings";
import { endTour } from "../../src/tour/steps";
import { openTopic } from "../../src/ui/help";
import type { ViewDescription } from "../../src/ui/viewDescription";
import { draw, one } from "../ui/render";

/** One more view, as another folder would describe it; this page's type of routes does not know it. */
const INK: ViewDescription = {
  route: "ink",
  title: "Ink blots",
  icon: "brush",
  needsPicture: false,
  code: { load: async () => () => <p class="blots">Two blots</p> },
  tour: [
    { target: "blots", title: "The blots", text: "Two of them." },
    { target: "ink", title: "The ink", text: "It has dried." },
  ],
  topics: [{ id: "blots", title: "Blots", group: "Ink", text: ["They are ink.", "They mean nothing."], see: [] }],
  shortcuts: [{ title: "Ink blots", keys: [{ keys: ["B"], does: "Blot" }] }],
};
/** Titles of all views but the first, which is home. */
const SCENES = VIEWS.slice(1).map(({ title }) => title);
const WITH_INK = [...VIEWS, INK as PageView];

afterEach(() => {
  vi.restoreAllMocks();
  endTour();
  openTopic.value = null;
  view.value = "menu";
});

function edit(hash: string): void {
  act(() => {
    history.replaceState(null, "", `/${hash}`);
    dispatchEvent(new Event("hashchange"));
  });
}

const scenes = (root: HTMLElement) => [...root.querySelectorAll("nav [role=radio]")];

test("a view more is reached by its route, and the page is named after it", async () => {
  const root = draw(<App views={WITH_INK} />);
  edit("#/ink");
  expect(view.value).toBe("ink");
  await vi.waitFor(() => expect(one(root, ".blots").textContent).toBe("Two blots"));
  expect(one(root, "h1").textContent).toBe("Ink blots");
  expect(document.title).toBe("Ink blots · Tetrascope");
  edit("#/inc");
  expect(one(root, "h1").textContent).toBe("There is nothing at this address");
});

test("a view more is in the header, with its picture, and leads there", async () => {
  const root = draw(<App views={WITH_INK} />);
  expect(scenes(root).map((scene) => scene.textContent)).toEqual([...SCENES, "Ink blots"]);
  const last = scenes(root).at(-1) as HTMLElement;
  expect(last.querySelector("svg")).not.toBeNull();
  act(() => last.click());
  await vi.waitFor(() => expect(one(root, ".blots").textContent).toBe("Two blots"));
  expect(scenes(root).map((scene) => scene.getAttribute("aria-checked") === "true")).toEqual([
    ...SCENES.map(() => false),
    true,
  ]);
});

test("a view more has a button in the menu, after those that invite to the others", async () => {
  const root = draw(<App views={WITH_INK} />);
  const buttons = [...root.querySelectorAll<HTMLButtonElement>(".start-actions button")];
  expect(buttons.map(({ textContent }) => textContent)).toEqual([
    "See the network",
    "Mask the image",
    "Compare two networks",
    "Train a network",
    "Ink blots",
  ]);
  expect(buttons.map(({ disabled }) => disabled)).toEqual([true, true, true, false, false]);
  act(() => buttons.at(-1)?.click());
  await vi.waitFor(() => expect(one(root, ".blots").textContent).toBe("Two blots"));
});

test("a view more has its help, its keys and its tour", async () => {
  vi.spyOn(Element.prototype, "getClientRects").mockReturnValue([new DOMRect()] as unknown as DOMRectList);
  toursSeen.value = [];
  const root = draw(
    <>
      <App views={WITH_INK} />
      <div data-tour="blots" />
    </>,
  );
  edit("#/ink");
  expect(one(root, ".tour-offer").textContent).toContain("2 short stops explain it.");
  act(() => one(root, ".tour-offer [data-kind=primary]").click());
  expect(one(root, ".tour-title").textContent).toBe("The blots");
  act(() => endTour());
  expect(toursSeen.value).toEqual(["ink"]);
  act(() => {
    openTopic.value = "blots";
  });
  await vi.waitFor(() => expect(one(root, ".help-title").textContent).toBe("Blots"));
  act(() => {
    openTopic.value = "";
  });
  expect(one(root, "section[aria-label=Ink]").textContent).toContain("Blots");
  expect(one(root, ".help-all section[aria-label=Keys]").textContent).toContain("Ink blotsBBlot");
});

test("without it, its address is none", () => {
  const root = draw(<App />);
  edit("#/ink");
  expect(one(root, "h1").textContent).toBe("There is nothing at this address");
  expect(scenes(root)).toHaveLength(SCENES.length);
});

test("routes and titles are each there once", () => {
  for (const name of ["route", "title"] as const)
    expect(new Set(VIEWS.map((one) => one[name])).size).toBe(VIEWS.length);
});

test("all views but the first are fetched when they are wanted", () => {
  expect(VIEWS.map(({ code }) => "load" in code)).toEqual(VIEWS.map((_, at) => at > 0));
  expectTypeOf<"menu" | "structure" | "pool">().toExtend<View>();
  expectTypeOf<string>().not.toExtend<View>();
});
