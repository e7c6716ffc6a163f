import { describe, expect, it } from "vitest";
import { decode } from "../../src/protocol/codec.ts";
import type { TrainingFrame, TrainingProgress } from "../../src/protocol/messages.ts";
import { FakeSocket } from "./fakeSocket.ts";
import { connected, given } from "./givenStream.ts";
import { protocolFile } from "./recordings.ts";

const FRAME = decode(protocolFile("golden/training_frame.msgpack")) as TrainingFrame;

function followed() {
  const told: (TrainingProgress | string)[] = [];
  const running = given.client.follow("photos", {
    slot: "curve",
    onTraining: (training) => told.push(training),
    onProgress: (progress) => told.push(`${progress.done}/${progress.total}`),
  });
  return { told, running };
}

describe("following a run", () => {
  it("brings its curve and its progress, and ends with it", async () => {
    const socket = connected();
    const { told, running } = followed();
    expect(socket.sent).toEqual([{ type: "follow", run: "photos", id: "1", slot: "curve" }]);
    socket.deliver({ ...FRAME, id: "1" });
    socket.deliver({ type: "progress", id: "1", progress: { done: 1, total: 3, seconds_left: null, stage: "" } });
    socket.deliver({ type: "done", id: "1", seconds: 0.1 });
    expect(await running.finished).toBe("done");
    expect(told).toEqual([FRAME.training, "1/3"]);
  });

  it("begins again after a lost connection, and can be cancelled", async () => {
    connected().break();
    const { running } = followed();
    const socket = connected();
    socket.break();
    const again = connected();
    expect(again).not.toBe(socket);
    expect(again.sent).toEqual([{ type: "follow", run: "photos", id: "2", slot: "curve" }]);
    running.cancel();
    expect(FakeSocket.last.sent.at(-1)).toEqual({ type: "cancel", id: "2" });
    expect(await running.finished).toBe("cancelled");
  });
});
