import { beforeEach, describe, expect, it } from "vitest";
import type { EventRecord, Mask } from "../../src/protocol/messages.ts";
import { after, answerKey, type Moment, momentsOf } from "../../src/replay/moment.ts";
import { Recorder, rectangle } from "./events.ts";

let recorder: Recorder;
let at: number;

beforeEach(() => {
  recorder = new Recorder();
  at = 0;
});

function tell(kind: EventRecord["kind"], content: EventRecord["content"] = {}, changes: Partial<EventRecord> = {}) {
  return recorder.tell(kind, at++, { content, ...changes }, changes.client_id);
}

function last(): Moment {
  return momentsOf(recorder.events).at(-1) as Moment;
}

function tops(masks: readonly Mask[]): number[] {
  return masks.map(({ top }) => top);
}

describe("masks", () => {
  it("are drawn, moved and removed at their places, and replaced all at once", () => {
    tell("mask_drawn", { index: 0, mask: rectangle(1) });
    tell("mask_drawn", { index: 1, mask: rectangle(2) });
    tell("mask_drawn", { index: 1, mask: rectangle(3) });
    expect(tops(last().masks)).toEqual([1, 3, 2]);
    tell("mask_moved", { index: 2, mask: rectangle(9) });
    expect(tops(last().masks)).toEqual([1, 3, 9]);
    tell("mask_removed", { index: 0, mask: rectangle(1) });
    expect(tops(last().masks)).toEqual([3, 9]);
    tell("masks_replaced", { masks: [rectangle(5)], reason: "undo" });
    expect(tops(last().masks)).toEqual([5]);
    tell("masks_replaced", { masks: [], reason: "clear" });
    expect(last().masks).toEqual([]);
  });

  it("of bits have them as bytes", () => {
    tell("mask_drawn", { index: 0, mask: { kind: "bitmap", top: 0, left: 0, height: 2, width: 8, data: "/wA=" } });
    expect(last().masks[0]).toMatchObject({ kind: "bitmap", data: new Uint8Array([255, 0]) });
  });
});

describe("what is looked at", () => {
  it("is the layer, the cluster or the map that was opened last, until it is closed", () => {
    tell("cluster_opened", { layer: "conv1", cluster: 2 });
    expect(last()).toMatchObject({ layer: "conv1", cluster: 2, channel: null });
    tell("map_opened", { layer: "conv1", channel: 7 });
    expect(last()).toMatchObject({ layer: "conv1", cluster: 2, channel: 7 });
    tell("layer_opened", { layer: "conv2" });
    expect(last()).toMatchObject({ layer: "conv2", cluster: null, channel: null });
    tell("map_opened", { layer: "conv2", channel: 1 });
    tell("setting_changed", { setting: "large_map", value: "none" });
    expect(last()).toMatchObject({ layer: "conv2", channel: null });
    tell("maps_closed");
    expect(last()).toMatchObject({ layer: null, cluster: null, channel: null });
  });

  it("is a pool as it was asked for, through its filters, with the image that was clicked", () => {
    tell("setting_changed", { setting: "refine", value: "true" });
    tell("recalculation_requested", { operation: "pools" });
    tell("setting_changed", { setting: "refine", value: "false" });
    tell("filter_changed", { filter: "answer", value: "kept" });
    tell("pool_image_opened", { index: 31, mask: rectangle(1) });
    expect(last()).toMatchObject({ poolImage: 31, filters: new Map([["answer", "kept"]]) });
    expect([last().poolAsked?.get("refine"), last().settings.get("refine")]).toEqual(["true", "false"]);
    tell("setting_changed", { setting: "pool_image", value: "none" });
    expect(last().poolImage).toBeNull();
  });

  it("is seen from where the camera of its scene rests", () => {
    const place = { position: [0, 1, 2], target: [0, 0, 0] };
    tell("camera_moved", place);
    tell("camera_moved", { position: [9, 9, 9], target: [1, 1, 1] }, { scene: "pool" });
    expect(last()).toMatchObject({ structureCamera: place, poolCamera: { position: [9, 9, 9] }, scene: "pool" });
  });

  it("has what the network had answered", () => {
    tell("recalculation_requested", { operation: "layers" });
    expect(last()).toMatchObject({ asking: true, answered: null });
    tell("recalculation_answered", { operation: "layers", latency_ms: 240, label: "tabby", probability: 0.83 });
    expect(last()).toMatchObject({ asking: false, answered: { label: "tabby", probability: 0.83, latency_ms: 240 } });
  });
});

describe("answers", () => {
  it("stand as they were typed, each at its step, and stay", () => {
    const at1 = { step: "questionnaire.before", scene: null };
    tell("answer_changed", { item: "age", value: 2 }, at1);
    tell("answer_changed", { item: "age", value: 27 }, at1);
    expect(last().answers.get(answerKey("questionnaire.before", "age"))).toBe(27);
    tell("question_answered", { item: "age", value: 28 }, at1);
    tell("answer_changed", { item: "age", value: null }, { step: "questionnaire.after", scene: null });
    expect([...last().answers]).toEqual([
      [answerKey("questionnaire.before", "age"), 28],
      [answerKey("questionnaire.after", "age"), null],
    ]);
  });
});

describe("a client", () => {
  it("begins each step anew", () => {
    tell("mask_drawn", { index: 0, mask: rectangle(1) });
    tell("cluster_opened", { layer: "conv1", cluster: 2 });
    tell("step_started", {}, { step: "task.clustered.dog.explore" });
    expect(last()).toMatchObject({ masks: [], layer: null, step: "task.clustered.dog.explore" });
  });

  it("has what it had beside another, and a new one begins with the masks that were there", () => {
    tell("mask_drawn", { index: 0, mask: rectangle(1) });
    tell("cluster_opened", { layer: "conv1", cluster: 2 });
    tell("page_hidden", {}, { step: "break.1", client_id: "client-c" });
    tell("session_opened", { client: "browser" }, { client_id: "client-b" });
    expect([tops(last().masks), last().layer]).toEqual([[1], null]);
    tell("mask_drawn", { index: 1, mask: rectangle(2) }, { client_id: "client-b" });
    tell("camera_moved", { position: [0, 0, 1], target: [0, 0, 0] });
    expect(tops(last().masks)).toEqual([1]);
    tell("hover", { target: "map", duration_ms: 400 }, { client_id: "client-b" });
    expect(tops(last().masks)).toEqual([1, 2]);
  });

  it("is out of sight, without its server, or paused, until it is not", () => {
    for (const [begins, ends, name] of [
      ["page_hidden", "page_shown", "hidden"],
      ["connection_lost", "connection_restored", "offline"],
      ["paused", "resumed", "paused"],
      ["reference_opened", "reference_closed", "reference"],
    ] as const) {
      tell(begins);
      expect(last()[name], begins).toBe(true);
      tell(ends, { duration_ms: 1 });
      expect(last()[name], ends).toBe(false);
    }
  });
});

it("a scene is left for a step or a question, and not for what happens around it", () => {
  tell("scene_entered");
  const scenes = (["connection_lost", "connection_restored", "paused", "step_finished"] as const).map((kind) => {
    tell(kind, {}, { scene: null });
    return last().scene;
  });
  expect(scenes).toEqual(["structure", "structure", "structure", null]);
  tell("resumed", {}, { scene: null });
  expect(last().scene, "nor is it entered by that").toBeNull();
});

it("is the same whether one came to it forward or backward, and no moment is ever changed", () => {
  tell("mask_drawn", { index: 0, mask: rectangle(1) });
  tell("answer_changed", { item: "age", value: 2 });
  tell("mask_moved", { index: 0, mask: rectangle(3) });
  tell("question_answered", { item: "age", value: 3 });
  tell("mask_removed", { index: 0, mask: rectangle(3) });
  const moments = momentsOf(recorder.events);
  const kept = structuredClone(moments);
  recorder.events.forEach((_, place) => {
    const anew = recorder.events.slice(0, place + 1).reduce(after, moments[0] as Moment);
    expect(anew).toEqual(moments[place + 1]);
  });
  expect(moments).toEqual(kept);
});
