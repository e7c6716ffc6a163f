// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { FakeSocket } from "../protocol/fakeSocket.ts";
import { FakeServer } from "./fakeServer.ts";
import { watchListeners } from "./listeners.ts";

const BODY = { image_id: "a", network_id: "b" };

let listeners: { forget(): void };

async function opened(hash: string) {
  history.replaceState(null, "", `/${hash}`);
  vi.resetModules();
  const fitting = await import("../../src/state/fitting.ts");
  const choice = await import("../../src/state/choice.ts");
  await vi.advanceTimersByTimeAsync(0);
  return { ...fitting, ...choice };
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  new FakeServer();
  listeners = watchListeners();
});

afterEach(async () => {
  await vi.advanceTimersByTimeAsync(200);
  listeners.forget();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe("how a picture is made to fit", () => {
  it("is the network's own until the person chooses, and then not said in requests", async () => {
    const { fit, fitting, chosenFit } = await opened("");
    expect(fit.value).toBe("crop");
    expect(chosenFit.value).toBeNull();
    expect(fitting.value).toEqual({});
  });

  it("is in every request once it is chosen, and back with the network's own", async () => {
    const { pageFitting, fitting } = await opened("");
    pageFitting.choose("pad");
    expect(fitting.value).toEqual({ fit: "pad" });
    pageFitting.choose("crop");
    expect(fitting.value).toEqual({});
  });

  it("comes with a link and stands in the address", async () => {
    const { pageFitting, cropAt, fitting } = await opened("#/structure?fit=squash&at=0.25");
    expect(fitting.value).toEqual({ fit: "squash" }); // where a crop would lie makes no difference
    expect(cropAt.value).toBe(0.25);
    pageFitting.choose("crop");
    expect(fitting.value).toEqual({ crop_at: 0.25 });
    await vi.advanceTimersByTimeAsync(300);
    expect(location.hash).toContain("at=0.25");
    expect(location.hash).not.toContain("fit=");
  });

  it.each(["#/menu?fit=stretch&at=2", "#/menu?at=0.123", "#/menu?at=-1", "#/menu?at=x"])(
    "is left alone by nonsense, %s",
    async (hash) => {
      const { chosenFit, cropAt } = await opened(hash);
      expect([chosenFit.value, cropAt.value]).toEqual([null, 0.5]);
    },
  );

  it("begins in the middle with another picture", async () => {
    const { chooseImage, cropAt, image } = await opened("#/menu?image=a&at=0.1");
    const picture = image.value;
    expect(picture?.imageId).toBe("a");
    chooseImage(picture);
    expect(cropAt.value).toBe(0.1);
    if (picture) chooseImage({ ...picture, imageId: "b" });
    expect(cropAt.value).toBe(0.5);
  });

  it("makes another subject", async () => {
    const { subjectOf } = await opened("");
    const subjects = [{}, { fit: "pad" as const }, { crop_at: 0.1 }, { crop_at: 0.2 }].map((way) =>
      subjectOf({ ...BODY, ...way }),
    );
    expect(new Set(subjects).size).toBe(4);
    expect(subjects[0]).toBe("a b");
  });
});
