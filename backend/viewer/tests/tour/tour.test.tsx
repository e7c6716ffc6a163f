// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { VIEWS, viewAt } from "../../src/app/views";
import type { Story } from "../../src/protocol/messages";
import { view } from "../../src/state/address";
import { reloadCatalog, stories } from "../../src/state/catalog";
import { image } from "../../src/state/choice";
import { http } from "../../src/state/connection";
import { toursSeen } from "../../src/state/settings";
import { shown } from "../../src/state/shown";
import { end, story } from "../../src/story/progress";
import { explained } from "../../src/tour/explained";
import { HelpDialog } from "../../src/tour/HelpDialog";
import { endTour, move, startTour, step, stepNumber, tourSteps } from "../../src/tour/steps";
import { Tour } from "../../src/tour/Tour";
import { openTopic } from "../../src/ui/help";
import { CONDITION, heard } from "../state/heard";
import { draw, one } from "../ui/render";

beforeEach(() => {
  // happy-dom lays nothing out, so nothing has rectangles.
  vi.spyOn(Element.prototype, "getClientRects").mockReturnValue([new DOMRect()] as unknown as DOMRectList);
  toursSeen.value = [];
});
const STORY: Story = {
  story_id: "cat",
  title: "What makes it a cat?",
  about: "What the answer rests on.",
  minutes: 10,
  sample: "cat",
  steps: [
    { scene: "structure", title: "Hide it", text: ["Hide a part."] },
    { scene: "pool", title: "Found", text: ["That is it."] },
  ],
} as unknown as Story;
const MENU = viewAt(VIEWS, "menu");
const EXPLAINED = await explained(VIEWS);
const TourHere = () => <Tour of={viewAt(VIEWS, view.value)} />;
const PICTURE = {
  imageId: "cat",
  title: "Cat",
  origin: "link",
  thumbnailUrl: null,
  width: 0,
  height: 0,
  credit: null,
  note: null,
} as const;

afterEach(() => {
  vi.restoreAllMocks();
  endTour();
  openTopic.value = null;
  view.value = "menu";
  image.value = null;
  shown.value = null;
});

test("the tour goes through the stops that are there, and then it has been seen", () => {
  draw(
    <>
      <div data-tour="pictures" />
      <div data-tour="start" />
    </>,
  );
  startTour(MENU.tour);
  expect(tourSteps.value.map((one) => one.target)).toEqual(["pictures", "start"]);
  expect(step.value?.target).toBe("pictures");
  move(1);
  expect(step.value?.target).toBe("start");
  move(-1);
  move(-1);
  expect(stepNumber.value).toBe(0);
  move(1);
  expect(toursSeen.value).toEqual([]);
  move(1);
  expect(step.value).toBeNull();
  expect(toursSeen.value).toEqual(["menu"]);
});

test("the tour of the menu has four to six stops", () => {
  expect(MENU.tour.length).toBeGreaterThanOrEqual(4);
  expect(MENU.tour.length).toBeLessThanOrEqual(6);
});

test("each view offers its own tour once, where there is something to show and no story to offer", async () => {
  vi.spyOn(http, "stories").mockResolvedValue([]);
  reloadCatalog();
  const root = draw(<TourHere />);
  const offer = () => root.querySelector(".tour-offer")?.textContent ?? null;
  const decline = () => act(() => one(root, ".tour-actions button:first-child").click());
  act(() => {
    view.value = "structure";
  });
  expect(offer(), "no picture, no scene").toBeNull();
  act(() => {
    image.value = { ...PICTURE };
  });
  await vi.waitFor(() => expect(offer() ?? "").toContain(`${viewAt(VIEWS, "structure").tour.length} short stops`));
  decline();
  expect(offer()).toBeNull();
  act(() => {
    view.value = "pool";
  });
  expect(offer()).toContain(`${viewAt(VIEWS, "pool").tour.length} short stops`);
  decline();
  expect(toursSeen.value).toEqual(["structure", "pool"]);
  act(() => {
    view.value = "structure";
  });
  expect(offer()).toBeNull();
});

test("a scene offers the first story in place of its tour, and none once it has begun", async () => {
  vi.spyOn(http, "stories").mockResolvedValue([STORY, { ...STORY, story_id: "other" }]);
  const root = draw(<TourHere />);
  act(() => {
    view.value = "structure";
    image.value = { ...PICTURE };
  });
  reloadCatalog();
  const offer = () => root.querySelector(".tour-offer")?.textContent ?? "";
  await vi.waitFor(() => expect(offer()).toContain("What makes it a cat? A story of 10 minutes"));
  act(() => one(root, ".tour-offer [data-kind=primary]").click());
  expect(story.value).toBe(STORY);
  expect(offer()).toBe("");
  expect(toursSeen.value).toEqual(["structure", "pool"]);
  act(end);
  expect(offer(), "what has begun is not offered again").toBe("");
  vi.spyOn(http, "stories").mockResolvedValue([]);
  reloadCatalog();
  await vi.waitFor(() => expect(stories.value).toEqual({ state: "ready", value: [] }));
});

test("a page without any of the elements has no tour", () => {
  startTour(MENU.tour);
  expect(step.value).toBeNull();
});

test("the help shows a topic, leads to others and back to all, and can be searched", () => {
  const root = draw(<HelpDialog views={EXPLAINED} here={MENU} />);
  expect(root.querySelector("dialog")).toBeNull();
  act(() => {
    openTopic.value = "entropy";
  });
  expect(one(root, ".help-title").textContent).toBe("Entropy");
  act(() => one(root, ".help-see li:first-child .help-link").click());
  expect(one(root, ".help-title").textContent).toBe("Clusters");
  act(() => one(root, ".help-back").click());
  const input = one<HTMLInputElement>(root, "input[type=search]");
  input.value = "receptive outline";
  act(() => {
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
  expect([...root.querySelectorAll(".help-link")].map((link) => link.textContent)).toEqual(["Receptive field"]);
});

test("each page of the help that is opened is told, and the tour", () => {
  const all = heard();
  const root = draw(
    <>
      <div data-tour="pictures" />
      <HelpDialog views={EXPLAINED} here={MENU} />
    </>,
  );
  for (const id of ["", "entropy", null, "entropy"]) {
    act(() => {
      openTopic.value = id;
    });
  }
  act(() => one(root, ".help-back").click());
  act(() => one(root, ".help-all .button").click());
  expect(all.map(([kind, { topic }]) => [kind, topic])).toEqual(
    ["contents", "entropy", "entropy", "contents", "tour"].map((topic) => ["help_opened", topic]),
  );
});

test("a page of the help that is closed before it was painted is told all the same", async () => {
  const all = heard();
  const open = (id: string | null) => {
    openTopic.value = id;
    return Promise.resolve(); // drawn, not yet painted
  };
  function Opened() {
    return openTopic.value === null ? null : <HelpDialog views={EXPLAINED} here={MENU} />;
  }
  draw(<Opened />);
  await open("");
  await open("entropy");
  await open(null);
  expect(all.map(([, { topic }]) => topic)).toEqual(["contents", "entropy"]);
});

test("in a study no tour is offered, and that asked for says nothing of what is hidden", () => {
  const STRUCTURE = viewAt(VIEWS, "structure");
  shown.value = { ...CONDITION, live_masks: false };
  view.value = "structure";
  image.value = { ...PICTURE };
  const root = draw(
    <>
      <div data-tour="masks" />
      <div data-tour="view" />
      <TourHere />
    </>,
  );
  expect(root.querySelector(".tour-offer")).toBeNull();
  act(() => startTour(STRUCTURE.tour));
  expect(tourSteps.value.map(({ text }) => text)).toEqual([
    "Draw on the picture, and the network answers anew.",
    "Which of the network's layers are shown.",
  ]);
});

test("a topic that does not exist opens the list of all", () => {
  const root = draw(<HelpDialog views={EXPLAINED} here={MENU} />);
  act(() => {
    openTopic.value = "no-such-topic";
  });
  expect(root.querySelectorAll(".help-link").length).toBeGreaterThan(20);
});
