// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LayersRequest } from "../../src/protocol/messages";
import type { Asking } from "../../src/state/ask";
import { FakeServer } from "../state/fakeServer";
import { draw, one, press } from "../ui/render";
import { predictionsOf, subjectOf } from "./samples";

interface Asked extends Asking<"layers"> {
  operation: string;
  body: LayersRequest;
}

/** What the views have asked for, oldest first. */
const asked: Asked[] = vi.hoisted(() => []);

vi.mock("../../src/state/ask.ts", async (original) => ({
  ...(await original<typeof import("../../src/state/ask")>()),
  ask: (operation: string, body: LayersRequest, asking: Asking<"layers"> = {}) => {
    asked.push({ ...asking, operation, body });
    return new Promise(() => {});
  },
}));

import { StructureWorkbench } from "../../src/structure/StructureWorkbench";
import { createStructureSession, type StructureSession } from "../../src/structure/session/structureSession";

const RECTANGLE = { kind: "rectangle", top: 1, left: 2, height: 30, width: 40 } as const;

let cat: StructureSession;
let dog: StructureSession;
let page: HTMLElement;

const layersOf = (slot: string) => asked.filter((one) => one.operation === "layers" && one.slot === slot);
const views = () => [...page.querySelectorAll<HTMLElement>(".workbench")] as [HTMLElement, HTMLElement];

function Both({ without }: { without?: StructureSession }) {
  return <>{[cat, dog].map((one) => one !== without && <StructureWorkbench key={one.slot} session={one} />)}</>;
}

beforeEach(async () => {
  asked.length = 0;
  new FakeServer();
  sessionStorage.clear();
  cat = createStructureSession("structure", subjectOf("cat", "efficientnet-lite0"));
  dog = createStructureSession("structure-2", subjectOf("dog", "vgg16"));
  page = draw(<Both />);
  await vi.waitFor(() => expect(asked.filter(({ operation }) => operation === "layers")).toHaveLength(2));
});

afterEach(() => {
  cat.dispose();
  dog.dispose();
});

test("two views side by side show each its own answer", () => {
  act(() => {
    layersOf("structure")[0]?.onPart?.({ kind: "predictions", content: predictionsOf([285, 0.5]) });
    layersOf("structure-2")[0]?.onPart?.({ kind: "predictions", content: predictionsOf([207, 0.5]) });
  });
  const classes = views().map((view) => one(view, ".classes").textContent);
  expect(classes[0]).toContain("class 285");
  expect(classes[1]).toContain("class 207");
  expect(classes[1]).not.toContain("class 285");
});

test("a choice in one view leaves the other as it is", () => {
  const chosen = (view: HTMLElement) =>
    [...view.querySelectorAll<HTMLInputElement>(".map-option input")].map(({ checked }) => checked).indexOf(true);
  const [first, second] = views();
  const before = chosen(first);
  act(() => second.querySelectorAll<HTMLInputElement>(".map-option input")[2]?.click());
  expect(views().map(chosen)).toEqual([before, 2]);
});

test("undo is for the view that has the keyboard, else for the first", () => {
  act(() => {
    cat.masks.add(RECTANGLE);
    dog.masks.add(RECTANGLE);
  });
  const counts = () => [cat, dog].map(({ masks }) => masks.all.value.length);
  one(views()[1], '[data-tool="brush"]').focus();
  press("z", { ctrlKey: true });
  expect(counts()).toEqual([1, 0]);
  (document.activeElement as HTMLElement).blur();
  press("z", { ctrlKey: true });
  expect(counts()).toEqual([0, 0]);
});

test("Escape closes the maps of the view that has the keyboard", () => {
  act(() => {
    cat.maps.open("stem_conv", null);
    dog.maps.open("stem_conv", null);
  });
  one(views()[0], ".browser").focus();
  press("Escape");
  expect([cat, dog].map(({ maps }) => maps.layer.value?.name ?? null)).toEqual([null, "stem_conv"]);
});

test("a view that goes ends its own requests, and the other goes on", () => {
  const [ofCat, ofDog] = [layersOf("structure")[0], layersOf("structure-2")[0]];
  draw(<Both without={cat} />, page);
  expect([ofCat?.signal?.aborted, ofDog?.signal?.aborted]).toEqual([true, false]);
  expect(page.querySelectorAll(".workbench")).toHaveLength(1);
  act(() => {
    dog.display.clusterCount.value = 5;
  });
  expect(layersOf("structure-2").at(-1)?.body).toMatchObject({ image_id: "dog", clusters: 5 });
});
