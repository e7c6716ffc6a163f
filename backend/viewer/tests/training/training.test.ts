// @vitest-environment happy-dom
import { beforeEach, describe, expect, test, vi } from "vitest";

vi.mock("../../src/state/catalog.ts", () => ({ reloadNetworks: vi.fn(async () => {}) }));

import type { TrainingRunList } from "../../src/protocol/messages";
import type { FollowHandlers } from "../../src/protocol/underWay";
import { reloadNetworks } from "../../src/state/catalog";
import { Training, type TrainingServer } from "../../src/training/training";
import { epochOf, runOf, stepOf, told } from "./runs";

interface Heard {
  run: string;
  handlers: FollowHandlers;
  end: (error?: Error) => void;
  cancelled: boolean;
}

let list: TrainingRunList;
let heard: Heard[];
const server: TrainingServer = {
  offer: vi.fn(() => new Promise<never>(() => {})),
  runs: async () => list,
  begin: vi.fn(async () => ({ name: "digits-2", run: null })),
  control: vi.fn(async () => runOf()),
  results: vi.fn(),
  kernels: vi.fn(),
  blocks: vi.fn(),
  dataBlocks: vi.fn(),
  measure: vi.fn(),
  follow: (run, handlers) => {
    const { promise, resolve, reject } = Promise.withResolvers<"done">();
    const one: Heard = {
      run,
      handlers,
      cancelled: false,
      end: (error) => (error ? reject(error) : resolve("done")),
    };
    heard.push(one);
    return {
      finished: promise,
      cancel: () => {
        one.cancelled = true;
        resolve("done");
      },
    };
  },
};

beforeEach(() => {
  list = { runs: [runOf(), runOf({ name: "photos", state: "finished" })], starting: [], damaged: [] };
  heard = [];
  vi.mocked(reloadNetworks).mockClear();
});

async function settled(): Promise<void> {
  for (let turn = 0; turn < 8; turn++) await Promise.resolve();
}

describe("runs", () => {
  test("the newest is looked at and listened to until another is", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    expect(training.name.value).toBe("digits");
    expect(heard.map(({ run }) => run)).toEqual(["digits"]);
    training.open("photos");
    expect(heard.map(({ run, cancelled }) => [run, cancelled])).toEqual([
      ["digits", true],
      ["photos", false],
    ]);
    training.over.value = "digits";
    expect(heard.at(-1)?.run).toBe("digits");
    stop();
    expect(heard.every(({ cancelled }, at) => at === 0 || cancelled)).toBe(true);
  });

  test("what comes later counts, from the stream or from the list", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    heard[0]?.handlers.onTraining(
      told({ run: runOf({ epochs_done: 3, kept_epochs: [0, 1, 2, 3] }), epochs: [epochOf(0, 2, 0.1)] }),
    );
    expect(training.run.value?.epochs_done).toBe(3);
    expect(training.moments.kept.value).toEqual([0, 1, 2, 3]);
    list = { ...list, runs: [runOf({ state: "stopped", epochs_done: 4 })] };
    await training.look();
    expect(training.run.value?.state).toBe("stopped");
    stop();
  });

  test("that has ended is listened to again only when it goes on, and then begins anew", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    heard[0]?.handlers.onTraining(told({ steps: [stepOf(1, 2), stepOf(2, 2)], epochs: [epochOf(0, 2, 0.1)] }));
    heard[0]?.end();
    await settled();
    await training.look();
    expect(heard).toHaveLength(1);
    list = { ...list, runs: [runOf({ state: "stopped" })] };
    await training.look();
    list = { ...list, runs: [runOf({ state: "running" })] };
    await training.look();
    const last = heard.at(-1);
    expect(heard.length).toBeGreaterThan(1);
    const curve = training.followed.value?.curve.value;
    expect(curve?.steps.loss.points).toHaveLength(2);
    last?.handlers.onTraining(told({ anew: true, steps: [stepOf(1, 2)], epochs: [epochOf(0, 2, 0.1)] }));
    expect(curve?.steps.loss.points).toHaveLength(1);
    stop();
  });

  test("that went wrong says so, and is not asked for without end", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    heard[0]?.end(new Error("gone"));
    await settled();
    expect(training.followed.value?.trouble.value).not.toBeNull();
    await training.look();
    expect(heard).toHaveLength(1);
    stop();
  });

  test("one that is begun is looked at, and the choice of networks learns of new ones alone", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    expect(reloadNetworks).toHaveBeenCalledTimes(1);
    await training.look();
    expect(reloadNetworks).toHaveBeenCalledTimes(1);
    list = { ...list, runs: [runOf({ name: "digits-2", kept_epochs: [0] }), ...list.runs] };
    await training.begin({ data_id: "digits" });
    expect(training.name.value).toBe("digits-2");
    expect(reloadNetworks).toHaveBeenCalledTimes(2);
    stop();
  });

  test("one that is begun is laid over the run that it came from, and is not looked at once nobody waits", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    training.content.value = "blocks";
    training.changeBlocksFor("digits");
    await training.begin({ data_id: "digits" }, { over: "photos", isLookedAt: () => false });
    expect([training.name.value, training.over.value, training.newFor.value]).toEqual(["digits", null, "digits"]);
    await training.begin({ data_id: "digits" }, { over: "photos" });
    expect([training.name.value, training.over.value, training.newFor.value]).toEqual(["digits-2", "photos", null]);
    expect(training.content.value).toBe("curves");
    stop();
  });
});

describe("moments", () => {
  test("are the first and the newest until others are chosen, and stay at epochs that are kept", async () => {
    const training = new Training(server);
    const stop = training.follow();
    await settled();
    const { moments } = training;
    expect([moments.a.value, moments.b.value]).toEqual([0, 2]);
    heard[0]?.handlers.onTraining(told({ run: runOf({ epochs_done: 9, kept_epochs: [0, 3, 6, 9] }) }));
    expect(moments.b.value).toBe(9);
    moments.wantedB.value = 4;
    expect(moments.b.value).toBe(3);
    expect(moments.step()).toBe(true);
    expect(moments.b.value).toBe(6);
    moments.step();
    expect(moments.step()).toBe(false);
    moments.play();
    expect([moments.b.value, moments.playing.value]).toEqual([0, true]);
    training.open("photos");
    expect([moments.wantedA.value, moments.wantedB.value, moments.playing.value]).toEqual([null, null, false]);
    stop();
  });
});
