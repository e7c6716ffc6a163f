// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PoolSession } from "../../../src/pool/session/poolSession.ts";
import type { Operation, PartOf } from "../../../src/protocol/answers.ts";
import { Complaint } from "../../../src/protocol/complaint.ts";
import type { PoolBatch } from "../../../src/protocol/messages.ts";
import type { Asking } from "../../../src/state/ask.ts";
import type { ChosenImage } from "../../../src/state/images.ts";
import { partsOf, poolOf, recordedBoundary } from "../recorded.ts";

interface Asked {
  operation: Operation;
  body: Record<string, unknown>;
  asking: Asking<"pools">;
  end(answer: unknown): Promise<void>;
  fail(complaint: Complaint): Promise<void>;
}

const asked: Asked[] = vi.hoisted(() => []);

vi.mock("../../../src/state/ask.ts", () => ({
  ask: (operation: Operation, body: Record<string, unknown>, asking: Asking<"pools">) => {
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const end = (answer: unknown) => {
      resolve(answer);
      return settled();
    };
    const fail = (complaint: Complaint) => {
      reject(complaint);
      return settled();
    };
    asked.push({ operation, body, asking, end, fail });
    asking.signal?.addEventListener("abort", () => resolve(null));
    return promise;
  },
}));
const { createPoolSession } = await import("../../../src/pool/session/poolSession.ts");
const { Subject } = await import("../../../src/state/subject.ts");

const pictureOf = (imageId: string) => ({ imageId, title: imageId }) as ChosenImage;
const picture = signal<ChosenImage | null>(null);
let session: PoolSession;
const last = (operation: string) => asked.findLast((one) => one.operation === operation) as Asked;
const give = (one: Asked, parts: readonly PartOf<"pools">[]) => {
  for (const part of parts) one.asking.onPart?.(part);
};
const parts = partsOf("1");
const settled = () => new Promise<void>((done) => setTimeout(done));
const batches = parts.filter((part) => part.kind === "pool_batch");

beforeEach(() => {
  asked.length = 0;
  picture.value = pictureOf("one");
  session = createPoolSession("pool", new Subject(picture, signal("net")));
});

describe("a run", () => {
  it("asks for the pool and its pictures, and for the boundary once the pool is whole", async () => {
    session.run.startIfNew();
    expect(asked.map((one) => one.operation)).toEqual(["inputs", "pools"]);
    expect(last("pools").body).toEqual({
      image_id: "one",
      network_id: "net",
      windows: null,
      fill: "black",
      per_label: 25,
    });
    give(last("pools"), batches);
    expect(session.run.status.value).toBe("running");
    expect(session.boundary.answer.value.state).toBe("idle");
    give(last("pools"), parts.slice(-1));
    await last("pools").end(poolOf("1"));
    expect(session.run.status.value).toBe("done");
    expect(last("boundaries").body).toEqual({ pool: last("pools").body });
    expect(session.boundary.answer.value.state).toBe("loading");
    await last("boundaries").end(recordedBoundary());
    expect(session.boundary.supportVectors.value.size).toBe(recordedBoundary().support_vectors.length);
  });

  it("asks to refine where that is wanted, and only then names it", () => {
    session.run.startIfNew();
    expect(last("pools").body).not.toHaveProperty("refine");
    session.settings.refine.value = true;
    expect(session.run.outdated.value).toBe(true);
    session.run.start();
    expect(last("pools").body).toHaveProperty("refine", true);
    session.settings.refine.value = false;
  });

  it("starts by itself for another image or network, and not for other settings", () => {
    session.run.startIfNew();
    session.run.startIfNew();
    expect(asked).toHaveLength(2);
    session.settings.windows.value = [{ size: 8, stride: 4 }];
    session.run.startIfNew();
    expect(asked).toHaveLength(2);
    expect(session.run.outdated.value).toBe(true);
    picture.value = pictureOf("two");
    session.run.startIfNew();
    expect(last("pools").body.image_id).toBe("two");
    expect(session.run.outdated.value).toBe(false);
  });

  it("brings to the screen together what comes in quick succession, the first and the last at once", () => {
    session.run.startIfNew();
    last("pools").asking.onProgress?.({ done: 0, total: 74, seconds_left: null, stage: "" });
    give(last("pools"), batches.slice(0, 1));
    const first = session.run.pool.value;
    expect(first?.images.length).toBeGreaterThan(0);
    give(last("pools"), batches.slice(1));
    expect(session.run.pool.value).toBe(first);
    give(last("pools"), parts.slice(-1));
    expect(session.run.pool.value?.whole).toBe(true);
  });

  it("keeps the same pictures while the pool grows, so that nothing draws them anew", async () => {
    session.run.startIfNew();
    const [picture, filling] = [{ shape: [1, 1, 3] }, { shape: [1, 1, 3] }];
    await last("inputs").end({ image: picture, fill_image: filling });
    const shown = session.pictures.shown.value;
    expect(shown).toEqual({ image: picture, fills: [filling] });
    give(last("pools"), parts);
    expect(session.run.pool.value?.whole).toBe(true);
    expect(session.pictures.shown.value).toBe(shown);
  });

  it("leaves on screen what had arrived when it is cancelled, and asks for no boundary", async () => {
    session.run.startIfNew();
    give(last("pools"), batches.slice(0, 2));
    session.run.cancel();
    await settled();
    expect(session.run.status.value).toBe("cancelled");
    const arrived = new Set(
      batches.slice(0, 2).flatMap((part) => (part.content as PoolBatch).images.map((i) => i.index)),
    );
    expect(session.run.pool.value?.images.length).toBe(arrived.size);
    expect(asked.some((one) => one.operation === "boundaries")).toBe(false);
  });

  it("says what went wrong, and begins anew when asked to", async () => {
    session.run.startIfNew();
    await last("pools").fail(new Complaint("not_finite", "The network computed NaN."));
    expect(session.run.status.value).toBe("failed");
    expect(session.run.complaint.value?.code).toBe("not_finite");
    session.run.start();
    expect(session.run.status.value).toBe("running");
    expect(session.run.complaint.value).toBeNull();
  });

  it("keeps the older images after a loss until the new ones have caught up", () => {
    session.run.startIfNew();
    give(last("pools"), batches.slice(0, -1));
    last("pools").asking.onRestart?.();
    const before = session.run.pool.value;
    expect(before?.images.length).toBeGreaterThan(0);
    expect(session.run.again.value).toBe(true);
    give(last("pools"), batches.slice(0, 1));
    expect(session.run.pool.value).toBe(before);
    give(last("pools"), parts.slice(1));
    expect(session.run.pool.value?.images.length).toBeGreaterThan(before?.images.length ?? 0);
  });

  it("hears nothing any more of a run that another has replaced", async () => {
    session.run.startIfNew();
    const first = last("pools");
    const inputs = last("inputs");
    session.settings.windows.value = [{ size: 8, stride: 4 }];
    session.run.start();
    expect(first.asking.signal?.aborted).toBe(true);
    await settled();
    expect(session.run.status.value).toBe("running");
    await inputs.end({ image: {}, fill_image: {} });
    expect(session.pictures.shown.value).toBeNull();
  });

  it("lets go of what was chosen in another pool, but not of what a link chooses in the first", () => {
    session.selection.selected.value = 7;
    session.run.startIfNew();
    expect(session.selection.selected.value).toBe(7);
    session.run.start();
    expect(session.selection.selected.value).toBeNull();
  });
});
