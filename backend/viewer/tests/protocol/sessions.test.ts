import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decode } from "../../src/protocol/codec.ts";
import type { Complaint } from "../../src/protocol/complaint.ts";
import type {
  Boundary,
  CancelFrame,
  HelloFrame,
  OperationRequests,
  Pool,
  PoolBatch,
  Predictions,
  RequestFrame,
} from "../../src/protocol/messages.ts";
import { type AnyPart, type Running, StreamClient, type StreamState } from "../../src/protocol/stream.ts";
import { FakeSocket } from "./fakeSocket.ts";
import { recordedEvents } from "./recordings.ts";

/** What became of one request of a session. */
interface Outcome {
  frame: RequestFrame;
  parts: AnyPart[];
  progress: number[];
  end: string | null;
  running: Running;
}

beforeEach(() => {
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
});
afterEach(() => {
  vi.unstubAllGlobals();
});

/** Plays a recorded session: the client asks as recorded, and the server's recorded bytes are its answers. */
async function replayed(name: string): Promise<{ outcomes: Outcome[]; states: StreamState[]; hellos: HelloFrame[] }> {
  const states: StreamState[] = [];
  const hellos: HelloFrame[] = [];
  const client = new StreamClient(
    () => "ws://server/v1/stream",
    () => null,
    {
      onState: (state) => states.push(state),
      onHello: (hello) => hellos.push(hello),
      diagnose: async () => null,
      giveImage: async () => false,
    },
  );
  const outcomes: Outcome[] = [];
  for (const event of recordedEvents(name)) {
    if (event.over !== "stream") continue;
    if (event.from === "server") {
      if (event.frame !== undefined) FakeSocket.last.deliver(event.frame);
    } else if (event.frame === undefined) {
      client.retryNow();
    } else {
      const frame = decode(event.frame) as RequestFrame | CancelFrame;
      if (frame.type === "cancel") outcomes[Number(frame.id) - 1]?.running.cancel();
      else outcomes.push(ask(client, frame));
      await Promise.resolve();
      // The client speaks as the recorded one did, whose ids counted from 1 too.
      expect(FakeSocket.last.sent).toContainEqual(frame);
    }
    await new Promise((resolve) => setTimeout(resolve, 0));
  }
  client.close();
  return { outcomes, states, hellos };
}

function ask(client: StreamClient, frame: RequestFrame): Outcome {
  const parts: AnyPart[] = [];
  const progress: number[] = [];
  const running = client.request(frame.operation, frame.body as OperationRequests[typeof frame.operation], {
    ...(frame.slot == null ? {} : { slot: frame.slot }),
    onPart: (part) => parts.push(part),
    onProgress: ({ done }) => progress.push(done),
    onRestart: () => expect.unreachable("nothing was lost"),
  });
  const outcome: Outcome = { frame, parts, progress, end: null, running };
  running.finished.then(
    (ending) => {
      outcome.end = ending;
    },
    (complaint: Complaint) => {
      outcome.end = complaint.code;
    },
  );
  return outcome;
}

const kinds = (outcome: Outcome | undefined) => outcome?.parts.map((part) => part.kind);

function contents<T>(outcome: Outcome | undefined, kind: string): T[] {
  return (outcome?.parts ?? []).filter((part) => part.kind === kind).map((part) => part.content as T);
}

describe("recorded sessions", () => {
  it("structure: a network layer by layer, masked, and single maps", async () => {
    const { outcomes, states, hellos } = await replayed("structure");
    expect(states.map((state) => state.status)).toEqual(["connecting", "ready"]);
    expect(hellos).toHaveLength(1);
    expect(outcomes.length).toBeGreaterThanOrEqual(3);
    expect(outcomes.every((outcome) => outcome.end === "done")).toBe(true);
    const [whole] = outcomes;
    expect(kinds(whole)).toEqual(["predictions", ...Array(18).fill("layer")]);
    const [predictions] = contents<Predictions>(whole, "predictions");
    expect(predictions?.classes[0]?.label.name).toBe("Egyptian cat");
    expect(predictions?.image.shape).toEqual([224, 224, 3]);
    expect(predictions?.image.data).toHaveLength(224 * 224 * 3);
    const positions = contents<{ position: number }>(whole, "layer").map((layer) => layer.position);
    expect(positions).toEqual([...Array(18).keys()]);
    expect(whole?.progress.at(-1)).toBe(18);
    for (const outcome of outcomes) {
      if (outcome.frame.operation === "activations") expect(kinds(outcome)).toEqual(["activations"]);
      if (outcome.frame.operation === "inputs") expect(kinds(outcome)).toEqual(["input"]);
      if (outcome.frame.operation === "superpixels") expect(kinds(outcome)).toEqual(["superpixels"]);
    }
  });

  it("pool: batches, the whole, its boundary, the same pool at once, another, and a refined one", async () => {
    const { outcomes } = await replayed("pool");
    expect(outcomes.map((outcome) => outcome.end)).toEqual(Array(5).fill("done"));
    const [first, boundary, again, relabelled, refined] = outcomes;
    const [pool] = contents<Pool>(first, "pool");
    expect(pool?.images).toHaveLength(74);
    const batches = contents<PoolBatch>(first, "pool_batch");
    expect(batches.length).toBeGreaterThan(1);
    expect(kinds(first)).toEqual([...Array(batches.length).fill("pool_batch"), "pool"]);
    expect(kinds(boundary)).toEqual(["boundary"]);
    const [found] = contents<Boundary>(boundary, "boundary");
    expect(found?.status).toBe("separated");
    expect(found?.distances).toHaveLength(74);
    expect(kinds(again)).toEqual(["pool"]);
    expect(contents<Pool>(again, "pool")[0]).toEqual(pool);
    expect(contents<PoolBatch>(relabelled, "pool_batch").some((batch) => batch.relabelled)).toBe(true);
    expect(contents<Pool>(refined, "pool")[0]?.images).toHaveLength(25 + 13);
  });

  it("cancel: a pool cancelled, and one superseded", async () => {
    const { outcomes } = await replayed("cancel");
    expect(outcomes.map((outcome) => outcome.end)).toEqual(["cancelled", "superseded", "done"]);
    const [cancelled, superseded, last] = outcomes;
    // What was on its way when the request ended is not handed out.
    expect(kinds(cancelled)).toEqual(["pool_batch"]);
    // It says so too where time has passed and nothing is new.
    expect(new Set(cancelled?.progress)).toEqual(new Set([0]));
    expect(new Set(superseded?.progress)).toEqual(new Set([0]));
    expect(kinds(last)?.at(-1)).toBe("pool");
  });
});
