// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import type { AnyPart } from "../../../src/protocol/underWay";
import type { Exchange } from "../../../src/state/saved/exchange";
import { sameQuestionText } from "../../../src/state/saved/sameQuestion";
import type { StructureSession } from "../../../src/structure/session/structureSession";
import { FakeSocket } from "../../protocol/fakeSocket";
import { newPage } from "../../state/newPage";

let page: { leave(): void };
let rest: number;
let openSession: (exchanges: Exchange[]) => void;
let parts: AnyPart[];
let structure: StructureSession;

/** Measurements that were asked for. */
const asked = () => FakeSocket.all.flatMap(({ requests }) => requests).filter((one) => one.operation === "ablations");

const lastLayers = () => FakeSocket.last.requests.findLast((request) => request.slot === "structure");

beforeEach(async () => {
  page = newPage();
  const { createStructureSession } = await import("../../../src/structure/session/structureSession");
  const { OpenedSession, opened } = await import("../../../src/state/saved/opened");
  const samples = await import("../samples");
  rest = (await import("../../../src/structure/ablation/influence")).REST;
  openSession = (exchanges) => {
    const about = { saved: "2026-11-30T12:00:00.000Z", title: "Cat", addresses: [], photo: null, kept: {} };
    opened.value = new OpenedSession({ page: about, catalog: new Map(), exchanges } as never, sameQuestionText);
  };
  parts = [
    { kind: "predictions", content: samples.predictionsOf([285, 0.5]) },
    { kind: "layer", content: samples.columnOf(0, "stem_conv") },
  ] as AnyPart[];
  structure = createStructureSession("structure", samples.subjectOf("cat", "efficientnet-lite0"));
  structure.start();
  await vi.waitFor(() => expect(structure.subject.usable.value).toBe(true));
  FakeSocket.last.hello();
  vi.useFakeTimers();
});

afterEach(() => {
  structure.dispose();
  vi.useRealTimers();
  page.leave();
});

it("is measured once the columns are here and nothing changes for a while", async () => {
  const id = lastLayers()?.id;
  for (const [sequence, part] of parts.entries()) FakeSocket.last.deliver({ type: "part", id, sequence, ...part });
  FakeSocket.last.deliver({ type: "done", id, seconds: 1 });
  await vi.advanceTimersByTimeAsync(rest - 1);
  expect(asked()).toEqual([]);
  await vi.advanceTimersByTimeAsync(1);
  expect(asked()).toHaveLength(1);
});

it("of a saved session without a server is measured once a server is there, and not missed before", async () => {
  const body = { ...lastLayers()?.body, clusters: 4 };
  openSession([{ operation: "layers", body, parts } as Exchange]);
  FakeSocket.last.break();
  structure.display.clusterCount.value = 4;
  await vi.advanceTimersByTimeAsync(10 * rest);
  expect(structure.answers.status.value.state).toBe("complete");
  expect(structure.influence.status.value).toEqual({ state: "none" });
  expect(asked()).toEqual([]);
  FakeSocket.last.hello();
  await vi.advanceTimersByTimeAsync(10 * rest);
  expect(asked()).toHaveLength(1);
});
