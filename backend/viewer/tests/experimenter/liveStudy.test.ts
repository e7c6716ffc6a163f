import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { LiveStudy } from "../../src/experimenter/liveStudy.ts";
import { Complaint } from "../../src/protocol/complaint.ts";
import { overview, participant } from "./overview.ts";

const client = {
  get: vi.fn<(path: string) => Promise<unknown>>(),
  post: vi.fn<(path: string, message: object) => Promise<unknown>>(),
  delete: vi.fn<(path: string) => Promise<unknown>>(),
};
let study: LiveStudy;
let stop: () => void;

beforeEach(() => {
  vi.useFakeTimers();
  for (const each of Object.values(client)) each.mockReset();
  client.get.mockImplementation(async () => overview({}, {}));
  study = new LiveStudy(client);
  stop = () => {};
});
afterEach(() => {
  stop();
  vi.useRealTimers();
});

async function followed(): Promise<void> {
  stop = study.follow();
  await vi.advanceTimersByTimeAsync(0);
}

it("asks every two seconds, until it is stopped", async () => {
  await followed();
  expect(study.overview.value?.participants).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(6000);
  expect(client.get.mock.calls).toEqual(Array(4).fill(["/v1/study"]));
  stop();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.get).toHaveBeenCalledTimes(4);
});

it("asks with growing pauses while the server is away, and keeps what it told", async () => {
  await followed();
  client.get.mockRejectedValue(Complaint.unreachable("Gone."));
  await vi.advanceTimersByTimeAsync(2000);
  expect(study.complaint.value?.code).toBe("unreachable");
  expect(study.overview.value?.participants).toHaveLength(2);
  const pauses = [];
  for (let turn = 0; turn < 7; turn++) {
    const pause = (study.retryAt.value ?? 0) - Date.now();
    pauses.push(pause / 1000);
    await vi.advanceTimersByTimeAsync(pause);
  }
  expect(pauses).toEqual([1, 2, 4, 8, 16, 30, 30]);
  client.get.mockImplementation(async () => overview({}));
  study.askNow();
  await vi.advanceTimersByTimeAsync(0);
  expect(study.complaint.value).toBeNull();
  expect(study.retryAt.value).toBeNull();
  expect(study.overview.value?.participants).toHaveLength(1);
});

it("waits for a token where the server wants one", async () => {
  client.get.mockRejectedValue(new Complaint("unauthorized", "No."));
  await followed();
  await vi.advanceTimersByTimeAsync(60_000);
  expect(client.get).toHaveBeenCalledTimes(1);
  study.askNow();
  expect(client.get).toHaveBeenCalledTimes(2);
});

it("shows what a change brought at once, and drops an answer that was on its way before it", async () => {
  await followed();
  let late: (answer: unknown) => void = () => {};
  client.get.mockImplementationOnce(() => new Promise((resolve) => (late = resolve)));
  await vi.advanceTimersByTimeAsync(2000);
  client.post.mockResolvedValueOnce(participant({ participant: 2, state: "paused" }));
  client.get.mockImplementation(async () => overview({}, { state: "paused" }));
  await study.control(2, "pause");
  expect(client.post).toHaveBeenCalledWith("/v1/study/participants/2/control", { action: "pause" });
  const states = () => study.overview.value?.participants.map(({ state }) => state);
  expect(states()).toEqual(["running", "paused"]);
  late(overview({}, {}));
  await vi.advanceTimersByTimeAsync(0);
  expect(states()).toEqual(["running", "paused"]);
});

it("writes notes, adds and forgets, each by its route", async () => {
  await followed();
  client.get.mockImplementation(() => new Promise(() => {})); // so that what is here came of the changes
  client.post.mockResolvedValueOnce(participant({ notes: [{ at_ms: 1, step: "consent", text: "Hm." }] }));
  await study.note(1, "Hm.");
  expect(client.post).toHaveBeenLastCalledWith("/v1/study/participants/1/notes", { text: "Hm." });
  expect(study.overview.value?.participants[0]?.notes).toHaveLength(1);
  client.post.mockResolvedValueOnce(overview({}, {}, {}));
  await study.add(1);
  expect(client.post).toHaveBeenLastCalledWith("/v1/study/participants", { count: 1 });
  expect(study.overview.value?.participants).toHaveLength(3);
  client.delete.mockResolvedValueOnce(overview({}));
  await study.forget(2);
  expect(client.delete).toHaveBeenLastCalledWith("/v1/study/participants/2");
  expect(study.overview.value?.participants).toHaveLength(1);
});

it("says what the server would not do", async () => {
  await followed();
  client.post.mockRejectedValueOnce(new Complaint("conflict", "It is over."));
  await expect(study.control(1, "pause")).rejects.toMatchObject({ code: "conflict" });
  expect(study.complaint.value).toBeNull();
});
