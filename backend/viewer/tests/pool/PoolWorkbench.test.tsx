// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PartOf } from "../../src/protocol/answers";
import type { PoolRequest } from "../../src/protocol/messages";
import type { Asking } from "../../src/state/ask";
import type { ChosenImage } from "../../src/state/images";
import { FakeServer } from "../state/fakeServer";
import { draw } from "../ui/render";
import { partsOf, poolOf } from "./recorded";

interface Asked extends Asking<"pools"> {
  body: PoolRequest;
}

/** The pools that were asked for, oldest first. */
const asked: Asked[] = vi.hoisted(() => []);

vi.mock("../../src/state/ask.ts", () => ({
  ask: (operation: string, body: PoolRequest, asking: Asking<"pools">) => {
    if (operation === "pools") asked.push({ ...asking, body });
    return new Promise(() => {});
  },
}));

import { PoolWorkbench } from "../../src/pool/PoolWorkbench";
import { createPoolSession, type PoolSession } from "../../src/pool/session/poolSession";
import { Subject } from "../../src/state/subject";

let cat: PoolSession;
let dog: PoolSession;
let page: HTMLElement;

function made(slot: string, imageId: string): PoolSession {
  const image = { imageId, title: imageId, thumbnailUrl: null, width: 0, height: 0 } as ChosenImage;
  return createPoolSession(slot, new Subject(signal(image), signal("efficientnet-lite0")));
}

const views = () => [...page.querySelectorAll<HTMLElement>(".workbench")] as [HTMLElement, HTMLElement];

beforeEach(async () => {
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      observe() {}
      disconnect() {}
    },
  );
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  asked.length = 0;
  new FakeServer();
  cat = made("pool", "cat");
  dog = made("pool-2", "dog");
  page = draw(
    <>
      <PoolWorkbench session={cat} />
      <PoolWorkbench session={dog} />
    </>,
  );
  await vi.waitFor(() => expect(asked).toHaveLength(2));
});

afterEach(() => {
  cat.dispose();
  dog.dispose();
  vi.restoreAllMocks();
});

test("two views side by side ask for their own pools and show their own answers", () => {
  expect(asked.map(({ slot, body }) => [slot, body.image_id])).toEqual([
    ["pool", "cat"],
    ["pool-2", "dog"],
  ]);
  const pool = poolOf("1");
  const named = (name: string): PartOf<"pools"> => {
    const original = { ...pool.original, label: { index: 1, name, meaning: null } };
    return { kind: "pool", content: { ...pool, original, examined: original } };
  };
  act(() => {
    asked[0]?.onPart?.(named("tabby of the first"));
    asked[1]?.onPart?.(named("hound of the second"));
  });
  const texts = views().map((view) => view.textContent ?? "");
  expect(texts.map((text) => text.includes("tabby of the first"))).toEqual([true, false]);
  expect(texts.map((text) => text.includes("hound of the second"))).toEqual([false, true]);
});

test("a choice in one view leaves the other as it is", () => {
  act(() => {
    for (const { onPart } of asked) for (const part of partsOf("1")) onPart?.(part);
  });
  const toggles = views().map((view) =>
    [...view.querySelectorAll<HTMLInputElement>("input[type=checkbox]")].find((input) =>
      input.closest("label")?.textContent?.includes("All images of the pool"),
    ),
  );
  act(() => toggles[1]?.click());
  expect(toggles.map((toggle) => toggle?.checked)).toEqual([false, true]);
  expect([cat.display.showAll.value, dog.display.showAll.value]).toEqual([false, true]);
});
