// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LayersRequest, RequestFrame, Shown } from "../../../src/protocol/messages";
import type { StructureSession } from "../../../src/structure/session/structureSession";
import { FakeSocket } from "../../protocol/fakeSocket";
import { CONDITION, heard } from "../../state/heard";
import { newPage } from "../../state/newPage";

const RECTANGLE = { kind: "rectangle", top: 1, left: 2, height: 30, width: 40 } as const;
const OTHER = { ...RECTANGLE, top: 90 };

let page: { leave(): void };
let samples: typeof import("../samples");
let session: StructureSession;
let all: ReturnType<typeof heard>;
/** Begins a session, in a condition where one is named. */
let begin: (shown?: Shown) => Promise<void>;

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

function last(slot: string): RequestFrame & { body: LayersRequest } {
  const request = FakeSocket.last.requests.findLast((one) => one.slot === slot);
  if (!request) throw new Error(`Expected a request in ${slot}, got none.`);
  return request as RequestFrame & { body: LayersRequest };
}

/** The server's whole answer to the newest request for layers in a slot. */
async function answer(slot: string, probability = 0.5): Promise<void> {
  const { id } = last(slot);
  const parts = [
    { kind: "predictions", content: samples.predictionsOf([285, probability]) },
    { kind: "layer", content: samples.columnOf(0, "stem_conv") },
  ];
  for (const [sequence, part] of parts.entries()) FakeSocket.last.deliver({ type: "part", id, sequence, ...part });
  FakeSocket.last.deliver({ type: "done", id, seconds: 1 });
  await settled();
}

/** The server's answer to the newest request for maps in a slot: the channels 0 and 1. */
async function answerMaps(slot: string): Promise<void> {
  const { id } = last(slot);
  const maps = [0, 1].map((channel) => ({ channel, entropy: 0.5, score: 0.5, map: samples.TENSOR }));
  const content = { layer: "stem_conv", maps };
  FakeSocket.last.deliver({ type: "part", id, sequence: 0, kind: "activations", content });
  FakeSocket.last.deliver({ type: "done", id, seconds: 1 });
  await settled();
}

/** Kinds that were told since this was asked last. */
function kinds(): string[] {
  return all.splice(0).map(([kind]) => kind);
}

beforeEach(async () => {
  page = newPage();
  const { createStructureSession } = await import("../../../src/structure/session/structureSession");
  const { shown } = await import("../../../src/state/shown");
  const { onTell } = await import("../../../src/state/tell");
  samples = await import("../samples");
  all = heard(onTell);
  begin = async (condition) => {
    shown.value = condition ?? null;
    session = createStructureSession("structure", samples.subjectOf("cat", "efficientnet-lite0"));
    session.start();
    await vi.waitFor(() => expect(session.subject.usable.value).toBe(true));
    FakeSocket.last.hello();
  };
});

afterEach(() => {
  session.dispose();
  page.leave();
});

describe("the network", () => {
  it("is asked and answers, with the latency and the most probable class", async () => {
    await begin();
    await answer("structure", 0.25);
    expect(all).toEqual([
      ["recalculation_requested", { operation: "layers" }],
      [
        "recalculation_answered",
        {
          operation: "layers",
          latency_ms: expect.any(Number),
          label: "class 285",
          probability: 0.25,
          hidden: 0,
          original: "class 285",
          original_probability: 0.25,
        },
      ],
    ]);
    expect(all[1]?.[1].latency_ms).toBeGreaterThanOrEqual(0);
  });

  it("never answers what another request took the place of, nor what failed", async () => {
    await begin();
    const first = last("structure").id;
    session.masks.add(RECTANGLE);
    FakeSocket.last.deliver({ type: "cancelled", id: first, reason: "superseded" });
    await settled();
    const { id } = last("structure");
    const error = { code: "internal", message: "No.", hint: null, field: null };
    FakeSocket.last.deliver({ type: "error", id, error });
    await settled();
    session.retry();
    await answer("structure");
    expect(kinds()).toEqual([
      "recalculation_requested",
      "mask_drawn",
      "recalculation_requested",
      "recalculation_requested",
      "recalculation_answered",
    ]);
  });
});

describe("feature maps", () => {
  it("are told as they are opened, enlarged and closed, and only where something changes", async () => {
    await begin();
    await answer("structure");
    kinds();
    const { maps } = session;
    maps.close();
    maps.open("stem_conv", 1);
    maps.open("stem_conv", 1);
    maps.open("stem_conv", null);
    await answerMaps("structure-maps");
    maps.enlarge(0);
    maps.enlarge(0);
    maps.step(1);
    maps.step(1);
    maps.enlarge(null);
    maps.close();
    maps.close();
    expect(all.filter(([kind]) => !kind.startsWith("recalculation"))).toEqual([
      ["cluster_opened", { layer: "stem_conv", cluster: 1 }],
      ["layer_opened", { layer: "stem_conv" }],
      ["map_opened", { layer: "stem_conv", channel: 0 }],
      ["map_opened", { layer: "stem_conv", channel: 1 }],
      ["setting_changed", { setting: "large_map", value: "none" }],
      ["maps_closed", {}],
    ]);
    expect(all.filter(([kind]) => kind.startsWith("recalculation")).map(([, { operation }]) => operation)).toEqual([
      "activations",
      "activations",
      "activations",
    ]);
  });
});

describe("modified images", () => {
  it("are told as they are kept, opened and compared", async () => {
    await begin();
    const { comparison, masks, shelf } = session;
    masks.add(RECTANGLE);
    shelf.keep();
    shelf.keep();
    masks.add(OTHER);
    comparison.sides.choose({ open: true });
    comparison.sides.choose({ layer: "stem_conv" });
    comparison.sides.choose({ b: "kept 1" });
    comparison.sides.choose({ open: false });
    const [kept] = shelf.kept.value;
    if (!kept) throw new Error("Expected a kept image.");
    shelf.show(kept);
    shelf.show(null);
    shelf.show(null);
    expect(all.filter(([kind]) => !kind.startsWith("recalculation"))).toEqual([
      ["mask_drawn", { index: 0, mask: RECTANGLE }],
      ["image_kept", { masks: [RECTANGLE] }],
      ["mask_drawn", { index: 1, mask: OTHER }],
      ["comparison_opened", { left: [], right: [RECTANGLE, OTHER] }],
      ["setting_changed", { setting: "comparison_layer", value: "stem_conv" }],
      ["comparison_opened", { left: [], right: [RECTANGLE] }],
      ["setting_changed", { setting: "comparison", value: "closed" }],
      ["masks_replaced", { masks: [RECTANGLE], reason: "open" }],
      ["masks_replaced", { masks: [], reason: "open" }],
    ]);
  });
});

describe("a condition", () => {
  it("sets the looks of a session before it asks, and nothing of that is told", async () => {
    await begin({
      ...CONDITION,
      clusters: false,
      view: "overview",
      k: 7,
      criterion: "mean_activation",
      fill: "blur",
      colour_map: "ember",
    });
    const { display, masks } = session;
    expect([display.mode.value, display.view.value, display.colourMapName.value, masks.fill.value]).toEqual([
      "unclustered",
      "overview",
      "ember",
      "blur",
    ]);
    expect(FakeSocket.last.requests.filter(({ slot }) => slot === "structure")).toHaveLength(1);
    expect(last("structure").body).toMatchObject({ clusters: 7, criterion: "mean_activation" });
    masks.add(RECTANGLE);
    expect(last("structure").body).toMatchObject({ masks: [RECTANGLE], fill: "blur" });
    expect(kinds()).toEqual(["recalculation_requested", "mask_drawn", "recalculation_requested"]);
  });

  it("says which classes are told as one label, and no longer when another does not", async () => {
    const cat = { name: "cat", classes: [0, 1] };
    await begin({ ...CONDITION, merged: [cat] });
    await vi.waitFor(() => expect(last("structure").body.merged).toEqual([cat]));
    await answer("structure");
    session.masks.add(RECTANGLE);
    expect(last("structure").body.merged).toEqual([cat]);
    await begin(CONDITION);
    await vi.waitFor(() => expect(last("structure").body).not.toHaveProperty("merged"));
  });

  it("without live masks lets the network answer when a mask is done", async () => {
    await begin({ ...CONDITION, live_masks: false });
    await vi.waitFor(() => expect(last("structure").body.masks).toEqual([]));
    await answer("structure");
    const { masks } = session;
    const asked = () => FakeSocket.last.requests.filter(({ slot }) => slot === "structure").length;
    const before = asked();
    masks.draft.value = [{ id: 1, mask: RECTANGLE }];
    expect(asked()).toBe(before);
    masks.add(RECTANGLE);
    expect(asked()).toBe(before + 1);
  });

  it("keeps what is kept to itself", async () => {
    await begin(CONDITION);
    session.masks.add(RECTANGLE);
    session.shelf.keep();
    expect(session.shelf.kept.value).toHaveLength(1);
    expect(sessionStorage.length).toBe(0);
  });
});
