// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { LayersRequest, RequestFrame } from "../../../src/protocol/messages";
import { placed } from "../../../src/structure/masks/mask";
import type { StructureSession } from "../../../src/structure/session/structureSession";
import { FakeSocket } from "../../protocol/fakeSocket";
import { newPage } from "../../state/newPage";

const RECTANGLE = { kind: "rectangle", top: 1, left: 2, height: 30, width: 40 } as const;

let page: { leave(): void };
let samples: typeof import("../samples");
/** Makes a session of an image and a network. */
let made: (slot: string, image: string, network: string) => StructureSession;
let cat: StructureSession;
let dog: StructureSession;

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

/** What was sent in a slot, oldest first. */
function sent(slot: string): RequestFrame[] {
  return FakeSocket.last.requests.filter((request) => request.slot === slot);
}

function last(slot: string): RequestFrame & { body: LayersRequest } {
  const request = sent(slot).at(-1);
  if (!request) throw new Error(`Expected a request in ${slot}, got none.`);
  return request as RequestFrame & { body: LayersRequest };
}

/** The server's answer to the newest request of a slot: classes and one column. */
async function answer(slot: string, classIndex: number, layer: string): Promise<void> {
  const { id } = last(slot);
  const parts = [
    { kind: "predictions", content: samples.predictionsOf([classIndex, 0.5]) },
    { kind: "layer", content: samples.columnOf(0, layer) },
  ];
  for (const [sequence, part] of parts.entries()) FakeSocket.last.deliver({ type: "part", id, sequence, ...part });
  FakeSocket.last.deliver({ type: "done", id, seconds: 1 });
  await settled();
}

function shown({ answers }: StructureSession) {
  return {
    state: answers.status.value.state,
    classes: answers.predictions.value?.classes.map(({ label }) => label.index) ?? null,
    columns: answers.columns.value.map((column) => column?.layer),
  };
}

beforeEach(async () => {
  page = newPage();
  const { createStructureSession } = await import("../../../src/structure/session/structureSession");
  samples = await import("../samples");
  made = (slot, image, network) => createStructureSession(slot, samples.subjectOf(image, network));
  cat = made("structure", "cat", "efficientnet-lite0");
  dog = made("structure-2", "dog", "vgg16");
  cat.start();
  dog.start();
  await vi.waitFor(() => expect([cat, dog].every(({ subject }) => subject.usable.value)).toBe(true));
  FakeSocket.last.hello();
});

afterEach(() => {
  cat.dispose();
  dog.dispose();
  page.leave();
});

describe("two sessions in one page", () => {
  it("ask for their own image and network, each in a slot of its own, and have their own answers", async () => {
    expect(last("structure").body).toMatchObject({ image_id: "cat", network_id: "efficientnet-lite0" });
    expect(last("structure-2").body).toMatchObject({ image_id: "dog", network_id: "vgg16" });
    await answer("structure-2", 207, "of the dog");
    expect(shown(cat)).toEqual({ state: "running", classes: null, columns: [] });
    expect(shown(dog)).toEqual({ state: "complete", classes: [207], columns: ["of the dog"] });
    await answer("structure", 285, "of the cat");
    expect(shown(cat)).toEqual({ state: "complete", classes: [285], columns: ["of the cat"] });
    expect(shown(dog)).toEqual({ state: "complete", classes: [207], columns: ["of the dog"] });
  });

  it("are masked, set and shown apart", () => {
    const before = sent("structure-2").length;
    cat.masks.add(RECTANGLE);
    cat.masks.fill.value = "blur";
    cat.display.mode.value = "unclustered";
    cat.subject.fitting.choose("pad");
    cat.maps.open("stem_conv", null);
    cat.tools.inHand.value = "brush";
    expect(last("structure").body).toMatchObject({ masks: [RECTANGLE], fill: "blur", fit: "pad", clusters: 3 });
    expect(last("structure-maps").body).toMatchObject({ image_id: "cat", layer: "stem_conv" });
    expect(sent("structure-2")).toHaveLength(before);
    dog.display.clusterCount.value = 7;
    expect(last("structure-2").body).toMatchObject({ image_id: "dog", masks: [], clusters: 7 });
    expect(last("structure-2").body).not.toHaveProperty("fit");
    expect(dog.masks.canUndo.value).toBe(false);
    expect([dog.display.mode.value, dog.maps.layer.value, dog.tools.inHand.value]).toEqual([
      "clustered",
      null,
      "rectangle",
    ]);
    cat.masks.undo();
    expect(cat.masks.all.value).toEqual([]);
  });

  it("cluster by a criterion of their own, and maps of another never stand in for what is asked for now", async () => {
    expect([last("structure").body.criterion, last("structure-2").body.criterion]).toEqual(["entropy", "entropy"]);
    await answer("structure", 285, "stem_conv");
    cat.maps.open("stem_conv", 1);
    expect(last("structure-maps").body).toMatchObject({ channels: [0], criterion: "entropy" });
    const asked = sent("structure-maps").length;
    cat.display.criterion.value = "mean_activation";
    expect(last("structure").body.criterion).toBe("mean_activation");
    expect(last("structure-2").body.criterion).toBe("entropy");
    expect(cat.maps.clusters.value).toBeNull();
    expect(sent("structure-maps")).toHaveLength(asked);
    cat.maps.open("stem_conv", null);
    expect(last("structure-maps").body).toMatchObject({ channels: null, criterion: "mean_activation" });
  });

  it("keep modified images apart, also of the same image", async () => {
    const other = made("structure-3", "cat", "efficientnet-lite0");
    other.start();
    cat.masks.add(RECTANGLE);
    cat.shelf.keep();
    other.shelf.keep();
    expect([cat, other].map(({ shelf }) => shelf.kept.value.length)).toEqual([1, 0]);
    other.dispose();
    const again = made("structure", "cat", "efficientnet-lite0");
    again.start();
    expect(again.shelf.kept.value.map(({ name }) => name)).toEqual(["Modified 1"]);
    again.dispose();
  });

  it("compare two of their own images", async () => {
    cat.masks.add(RECTANGLE);
    const { sides } = cat.comparison;
    expect(sides.candidates.value.map(({ name }) => name)).toEqual(["Original", "As masked now"]);
    expect(dog.comparison.sides.candidates.value.map(({ name }) => name)).toEqual(["Original"]);
    if (!sides.b.value) throw new Error("Expected a side B, got none.");
    const stop = cat.comparison.ask("b", sides.b.value, "stem_conv");
    expect(last("structure-compare-b").body).toMatchObject({ image_id: "cat", masks: [RECTANGLE] });
    expect(last("structure-compare-maps-b").body).toMatchObject({ layer: "stem_conv" });
    expect([cat, dog].map(({ comparison }) => comparison.b.value.state)).toEqual(["loading", "idle"]);
    stop();
  });
});

describe("a session that is disposed", () => {
  it("asks for nothing more, and leaves the other alone", async () => {
    const { id } = last("structure");
    const under = last("structure-2").id;
    cat.dispose();
    const cancelled = FakeSocket.last.sent.filter(({ type }) => type === "cancel").map((frame) => frame.id);
    expect(cancelled).toContain(id);
    expect(cancelled).not.toContain(under);
    const before = sent("structure").length;
    cat.masks.add(RECTANGLE);
    cat.display.clusterCount.value = 9;
    expect(sent("structure")).toHaveLength(before);
    expect(shown(cat)).toEqual({ state: "idle", classes: null, columns: [] });

    await answer("structure-2", 207, "of the dog");
    expect(shown(dog)).toMatchObject({ state: "complete", classes: [207] });
    dog.display.clusterCount.value = 4;
    expect(last("structure-2").body.clusters).toBe(4);
  });

  it("can be started again, with what was chosen and drawn", () => {
    cat.masks.add(RECTANGLE);
    cat.display.clusterCount.value = 9;
    cat.dispose();
    cat.start();
    expect(last("structure").body).toMatchObject({ masks: [RECTANGLE], clusters: 9 });
    expect(cat.masks.canUndo.value).toBe(true);
  });

  it("drops what a hand was drawing, and does not ask for what was there before", async () => {
    await answer("structure", 285, "of the cat");
    cat.masks.draft.value = [placed(RECTANGLE)];
    expect(last("structure").body.masks).toEqual([RECTANGLE]);
    const before = sent("structure").length;
    cat.dispose();
    expect(cat.masks.draft.value).toBeNull();
    expect(sent("structure")).toHaveLength(before);
  });
});
