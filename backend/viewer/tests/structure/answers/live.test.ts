import { describe, expect, it } from "vitest";
import { Complaint } from "../../../src/protocol/complaint";
import type { Layers, LayersRequest } from "../../../src/protocol/messages";
import { type LayersPart, LiveRequests, requestKey } from "../../../src/structure/answers/live";
import { between, randomNumbers } from "../random";

/** A server that answers when told to, with one slot: a newer request supersedes the one before. */
class Server {
  readonly sent: LayersRequest[] = [];
  readonly told: string[] = [];
  open: { body: LayersRequest; end(how: Layers | null | Complaint): void; part(part: LayersPart): void }[] = [];

  readonly live = new LiveRequests(
    (body, { signal, onPart }) => {
      for (const older of this.open.splice(0)) older.end(null);
      this.sent.push(body);
      const { promise, resolve, reject } = Promise.withResolvers<Layers | null>();
      const end = (how: Layers | null | Complaint) => (how instanceof Complaint ? reject(how) : resolve(how));
      this.open.push({ body, end, part: onPart });
      signal.addEventListener("abort", () => resolve(null));
      return promise;
    },
    {
      onSent: (body) => this.told.push(`sent ${body.clusters}`),
      onPart: (body) => this.told.push(`part ${body.clusters}`),
      onProgress: () => {},
      onRestart: () => {},
      onDone: (body) => this.told.push(`done ${body.clusters}`),
      onFailed: (body) => this.told.push(`failed ${body.clusters}`),
    },
  );

  async answer(how: Layers | Complaint = ANSWER): Promise<void> {
    this.open.shift()?.end(how);
    await settle();
  }

  get clusters(): (number | undefined)[] {
    return this.sent.map((body) => body.clusters);
  }
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
const body = (clusters: number): LayersRequest => ({ image_id: "i", network_id: "n", masks: [], clusters });
const ANSWER = { predictions: { image: null, masks: [], classes: [] }, layers: [] } as unknown as Layers;
const PART = { kind: "predictions", content: { image: null, masks: [], classes: [] } } as unknown as LayersPart;

describe("requests that follow a hand", () => {
  it("have one under way while it moves; the latest wish waits, those between are never sent", async () => {
    const server = new Server();
    for (const wish of [1, 2, 3, 4]) server.live.want(body(wish), false);
    expect(server.clusters).toEqual([1]);
    await server.answer();
    expect(server.clusters).toEqual([1, 4]);
    await server.answer();
    expect(server.clusters).toEqual([1, 4]);
  });

  it("are sent at once when it rests, and what the older one still brings is dropped", async () => {
    const server = new Server();
    server.live.want(body(1), false);
    const older = server.open[0];
    server.live.want(body(2), true);
    expect(server.clusters).toEqual([1, 2]);
    older?.part(PART);
    server.open[0]?.part(PART);
    await server.answer();
    expect(server.told).toEqual(["sent 1", "sent 2", "part 2", "done 2"]);
  });

  it("are not repeated where the answer is under way or here", async () => {
    const server = new Server();
    server.live.want(body(1), false);
    server.live.want(body(1), true);
    await server.answer();
    server.live.want(body(1), true);
    expect(server.clusters).toEqual([1]);
    server.live.again(body(1));
    expect(server.clusters).toEqual([1, 1]);
  });

  it("forget a wish that was taken back before its turn", async () => {
    const server = new Server();
    server.live.want(body(1), false);
    server.live.want(body(2), false);
    server.live.want(body(1), false);
    await server.answer();
    expect(server.clusters).toEqual([1]);
  });

  it("go on after one failed, and ask again for what failed", async () => {
    const server = new Server();
    server.live.want(body(1), false);
    server.live.want(body(2), false);
    await server.answer(new Complaint("failed", "no"));
    expect(server.told).toEqual(["sent 1", "failed 1", "sent 2"]);
    await server.answer(new Complaint("failed", "no"));
    server.live.want(body(2), true);
    expect(server.clusters).toEqual([1, 2, 2]);
  });

  it("say nothing more once stopped", async () => {
    const server = new Server();
    server.live.want(body(1), false);
    const request = server.open[0];
    server.live.stop();
    request?.part(PART);
    await settle();
    expect(server.told).toEqual(["sent 1"]);
  });

  it("end with the last wish answered, whatever happens on the way", async () => {
    const random = randomNumbers(61);
    for (let round = 0; round < 60; round++) {
      const server = new Server();
      let last = 0;
      for (let step = 0; step < 30; step++) {
        if (random() < 0.6) {
          last = between(random, 1, 64);
          server.live.want(body(last), random() < 0.3);
        } else await server.answer();
        expect(server.open.length).toBeLessThanOrEqual(1);
      }
      for (let step = 0; step < 3; step++) await server.answer();
      if (last > 0) expect(server.told.findLast((line) => line.startsWith("done"))).toBe(`done ${last}`);
    }
  });
});

describe("the key of a request", () => {
  it("tells bitmaps apart by their bits", () => {
    const withBits = (...data: number[]): LayersRequest => ({
      ...body(3),
      masks: [{ kind: "bitmap", top: 0, left: 0, height: 4, width: 4, data: Uint8Array.from(data) }],
    });
    expect(requestKey(withBits(1, 2))).toBe(requestKey(withBits(1, 2)));
    expect(requestKey(withBits(1, 2))).not.toBe(requestKey(withBits(1, 3)));
  });
});
