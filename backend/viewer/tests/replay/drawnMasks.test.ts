import { describe, expect, it } from "vitest";
import { jsonMask } from "../../src/protocol/jsonMask.ts";
import type { EventRecord, JsonMask } from "../../src/protocol/messages.ts";
import { momentsOf } from "../../src/replay/moment.ts";
import { timelineOf } from "../../src/replay/timeline.ts";
import { expectShared } from "../clients/shared.ts";
import { Recorder, rectangle } from "./events.ts";

/** What a case is made of: a client's event with its number, in the order in which they arrived. */
type Told = [client: "a" | "b" | "c", sequence: number, kind: EventRecord["kind"], content?: EventRecord["content"]];

const [R1, R2, R3] = [rectangle(1), rectangle(2), rectangle(3)];
const BITS: JsonMask = { kind: "bitmap", top: 4, left: 0, height: 2, width: 8, data: "/wA=" };

/** What clients tell at one step, as it arrives. */
const CASES: Record<string, Told[]> = {
  "nothing was drawn": [["a", 1, "step_started"]],
  "drawn, moved, removed": [
    ["a", 1, "mask_drawn", { index: 0, mask: R1 }],
    ["a", 2, "mask_drawn", { index: 1, mask: BITS }],
    ["a", 3, "mask_drawn", { index: 1, mask: R2 }],
    ["a", 4, "mask_moved", { index: 0, mask: R3 }],
    ["a", 5, "mask_removed", { index: 1, mask: R2 }],
  ],
  "all replaced": [
    ["a", 1, "mask_drawn", { index: 0, mask: R1 }],
    ["a", 2, "masks_replaced", { masks: [BITS, R2], reason: "open" }],
    ["a", 3, "mask_drawn", { index: 2, mask: R3 }],
  ],
  "of one client by number, however they arrive": [
    ["a", 3, "mask_removed", { index: 0, mask: R1 }],
    ["a", 1, "mask_drawn", { index: 0, mask: R1 }],
    ["a", 4, "mask_drawn", { index: 1, mask: R3 }],
    ["a", 2, "mask_drawn", { index: 1, mask: R2 }],
  ],
  "the next client begins with what was there": [
    ["a", 1, "mask_drawn", { index: 0, mask: R1 }],
    ["b", 1, "session_opened"],
    ["b", 2, "mask_moved", { index: 0, mask: R2 }],
    ["b", 3, "mask_drawn", { index: 1, mask: R3 }],
  ],
  "of two at once, the one that told something last": [
    ["a", 1, "mask_drawn", { index: 0, mask: R1 }],
    ["b", 1, "step_started"],
    ["a", 2, "mask_drawn", { index: 1, mask: R2 }],
    ["b", 2, "mask_removed", { index: 0, mask: R1 }],
    ["b", 3, "mask_drawn", { index: 0, mask: R3 }],
    ["a", 3, "page_shown"],
  ],
  "what a client kept arrives after the next one came": [
    ["a", 1, "mask_drawn", { index: 0, mask: R1 }],
    ["b", 1, "mask_drawn", { index: 1, mask: R3 }],
    ["a", 2, "mask_drawn", { index: 1, mask: R2 }],
    ["c", 1, "step_started"],
  ],
  "places that there are not": [
    ["a", 1, "mask_removed", { index: 0, mask: R1 }],
    ["a", 2, "mask_moved", { index: 7, mask: R1 }],
    ["a", 3, "mask_drawn", { index: -1, mask: R2 }],
    ["a", 4, "mask_drawn", { index: 9e15, mask: R3 }],
    ["a", 5, "mask_removed", { index: 3, mask: R3 }],
    ["a", 6, "mask_moved", { index: -2, mask: BITS }],
  ],
};

/** A case's events as the records have them. */
function recordsOf(told: readonly Told[]): EventRecord[] {
  const recorder = new Recorder();
  for (const [client, sequence, kind, content = {}] of told) {
    recorder.tell(kind, sequence, { sequence, content }, `client-${client}`);
  }
  return recorder.events;
}

function masksOf(told: readonly Told[]): JsonMask[] {
  const last = momentsOf(timelineOf(recordsOf(told)).events).at(-1);
  return last?.masks.map(jsonMask) ?? [];
}

describe("masks at a step", () => {
  it("are those that the participant had before them last", () => {
    const found = Object.fromEntries(Object.entries(CASES).map(([name, told]) => [name, masksOf(told)]));
    expect(found).toEqual({
      "nothing was drawn": [],
      "drawn, moved, removed": [R3, BITS],
      "all replaced": [BITS, R2, R3],
      "of one client by number, however they arrive": [R2, R3],
      "the next client begins with what was there": [R2, R3],
      "of two at once, the one that told something last": [R1, R2],
      "what a client kept arrives after the next one came": [R1, R2],
      "places that there are not": [BITS, R1, R3],
    });
  });

  it("are the same for the server", async () => {
    const cases = Object.entries(CASES).map(([name, told]) => ({
      name,
      events: recordsOf(told).map(({ client_id, sequence, kind, content }) => ({ client_id, sequence, kind, content })),
      masks: masksOf(told),
    }));
    await expectShared("drawn_masks", { cases });
  });
});
