import { signal } from "@preact/signals";
import { describe, expect, it } from "vitest";
import type { NetworkDescription } from "../../src/protocol/messages.ts";
import { Merging } from "../../src/state/merging.ts";

const CAT = { name: "cat", classes: [0, 1] };

function made(class_names: string[] | null = ["tabby", "tiger cat", "lynx"]) {
  const networkId = signal("tiny");
  const network = signal(class_names && ({ class_names } as NetworkDescription));
  return { networkId, network, merging: new Merging(networkId, network) };
}

describe("merged labels", () => {
  it("are said in requests only where there are some", () => {
    const { merging } = made();
    expect(merging.request.value).toEqual({});
    merging.take([CAT]);
    expect(merging.request.value).toEqual({ merged: [CAT] });
  });

  it("of a link wait for the network's classes", () => {
    const { merging, network } = made(null);
    expect(merging.request.value).toEqual({});
    merging.choice.value = { network: null, labels: [CAT] };
    expect(merging.request.value).toBeNull();
    network.value = { class_names: ["a", "b", "c"] } as NetworkDescription;
    expect(merging.request.value).toEqual({ merged: [CAT] });
  });

  it("are of their network alone, and come back with it", () => {
    const { merging, networkId } = made();
    merging.take([CAT]);
    networkId.value = "other";
    expect(merging.request.value).toEqual({});
    networkId.value = "tiny";
    expect(merging.labels.value).toEqual([CAT]);
  });

  it("can be undone, one after the other", () => {
    const { merging } = made();
    expect(merging.canUndo).toBe(false);
    merging.take([CAT]);
    merging.take([]);
    merging.undo();
    expect(merging.labels.value).toEqual([CAT]);
    merging.undo();
    expect([merging.labels.value, merging.canUndo]).toEqual([[], false]);
    merging.undo();
  });
});
