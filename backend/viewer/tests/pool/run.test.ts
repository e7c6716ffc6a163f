// @vitest-environment happy-dom
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Complaint } from "../../src/protocol/complaint.ts";
import type { PoolBatch } from "../../src/protocol/messages.ts";
import type { AnyPart, Ending, RequestHandlers } from "../../src/protocol/stream.ts";
import { partsOf, recordedBoundary } from "./session.ts";

interface Asked {
  operation: string;
  body: Record<string, unknown>;
  handlers: RequestHandlers;
  end(ending: Ending): Promise<void>;
  fail(complaint: Complaint): Promise<void>;
  cancelled: boolean;
}

const asked: Asked[] = vi.hoisted(() => []);

vi.mock("../../src/state/connection.ts", async () => {
  const { signal } = await import("@preact/signals");
  return {
    connection: signal({ status: "ready", retryAt: null, complaint: null }),
    serverVersion: signal(null),
    run: (operation: string, body: Record<string, unknown>, handlers: RequestHandlers) => {
      let resolve: (ending: Ending) => void = () => undefined;
      let reject: (complaint: Complaint) => void = () => undefined;
      const finished = new Promise<Ending>((yes, no) => {
        [resolve, reject] = [yes, no];
      });
      const settled = () => new Promise<void>((done) => setTimeout(done));
      const one: Asked = {
        operation,
        body,
        handlers,
        cancelled: false,
        end: (ending) => {
          resolve(ending);
          return settled();
        },
        fail: (complaint) => {
          reject(complaint);
          return settled();
        },
      };
      asked.push(one);
      return {
        finished,
        cancel: () => {
          one.cancelled = true;
          resolve("cancelled");
        },
      };
    },
  };
});
vi.mock("../../src/state/choice.ts", async () => {
  const { signal } = await import("@preact/signals");
  return { image: signal(null), networkId: signal(null), network: signal(null) };
});

const choice = await import("../../src/state/choice.ts");
const run = await import("../../src/pool/run.ts");
const settings = await import("../../src/pool/settings.ts");
const selection = await import("../../src/pool/selection.ts");

const image = (imageId: string) => ({ imageId, title: imageId }) as NonNullable<typeof choice.image.value>;
const last = (operation: string) => asked.findLast((one) => one.operation === operation) as Asked;
const give = (one: Asked, parts: readonly AnyPart[]) => {
  for (const part of parts) one.handlers.onPart(part);
};
const parts = partsOf("1");
const batches = parts.filter((part) => part.kind === "pool_batch");

beforeEach(() => {
  asked.length = 0;
  settings.windows.value = null;
  run.asked.value = null;
  selection.selected.value = null;
  choice.networkId.value = "net";
  choice.image.value = image("one");
});

describe("a run", () => {
  it("asks for the pool and its pictures, and for the boundary once the pool is whole", async () => {
    run.startIfNew();
    expect(asked.map((one) => one.operation)).toEqual(["inputs", "pools"]);
    expect(last("pools").body).toEqual({
      image_id: "one",
      network_id: "net",
      windows: null,
      fill: "black",
      per_label: 25,
    });
    give(last("pools"), batches);
    expect(run.status.value).toBe("running");
    expect(run.boundary.value.state).toBe("idle");
    give(last("pools"), parts.slice(-1));
    await last("pools").end("done");
    expect(run.status.value).toBe("done");
    expect(last("boundaries").body).toEqual({ pool: last("pools").body });
    expect(run.boundary.value.state).toBe("loading");
    give(last("boundaries"), [{ kind: "boundary", content: recordedBoundary() }]);
    expect(run.supportVectors.value.size).toBe(recordedBoundary().support_vectors.length);
  });

  it("asks to refine where that is wanted, and only then names it", () => {
    run.startIfNew();
    expect(last("pools").body).not.toHaveProperty("refine");
    settings.refine.value = true;
    expect(run.outdated.value).toBe(true);
    run.start();
    expect(last("pools").body).toHaveProperty("refine", true);
    settings.refine.value = false;
  });

  it("starts by itself for another image or network, and not for other settings", () => {
    run.startIfNew();
    run.startIfNew();
    expect(asked).toHaveLength(2);
    settings.windows.value = [{ size: 8, stride: 4 }];
    run.startIfNew();
    expect(asked).toHaveLength(2);
    expect(run.outdated.value).toBe(true);
    choice.image.value = image("two");
    run.startIfNew();
    expect(last("pools").body.image_id).toBe("two");
    expect(run.outdated.value).toBe(false);
  });

  it("brings to the screen together what comes in quick succession, the first and the last at once", () => {
    run.startIfNew();
    last("pools").handlers.onProgress?.({ done: 0, total: 74, seconds_left: null, stage: "" });
    give(last("pools"), batches.slice(0, 1));
    const first = run.pool.value;
    expect(first?.images.length).toBeGreaterThan(0);
    give(last("pools"), batches.slice(1));
    expect(run.pool.value).toBe(first);
    give(last("pools"), parts.slice(-1));
    expect(run.pool.value?.whole).toBe(true);
  });

  it("keeps the same pictures while the pool grows, so that nothing draws them anew", () => {
    run.startIfNew();
    const [picture, filling] = [{ shape: [1, 1, 3] }, { shape: [1, 1, 3] }];
    const content = { image: picture, fill_image: filling };
    give(last("inputs"), [{ kind: "input", content } as unknown as AnyPart]);
    const shown = run.pictures.value;
    expect(shown).toEqual({ image: picture, fill: filling });
    give(last("pools"), parts);
    expect(run.pool.value?.whole).toBe(true);
    expect(run.pictures.value).toBe(shown);
  });

  it("leaves on screen what had arrived when it is cancelled, and asks for no boundary", async () => {
    run.startIfNew();
    give(last("pools"), batches.slice(0, 2));
    run.cancel();
    await last("pools").end("cancelled");
    expect(run.status.value).toBe("cancelled");
    const arrived = new Set(
      batches.slice(0, 2).flatMap((part) => (part.content as PoolBatch).images.map((i) => i.index)),
    );
    expect(run.pool.value?.images.length).toBe(arrived.size);
    expect(asked.some((one) => one.operation === "boundaries")).toBe(false);
  });

  it("says what went wrong, and begins anew when asked to", async () => {
    run.startIfNew();
    await last("pools").fail(new Complaint("not_finite", "The network computed NaN."));
    expect(run.status.value).toBe("failed");
    expect(run.complaint.value?.code).toBe("not_finite");
    run.start();
    expect(run.status.value).toBe("running");
    expect(run.complaint.value).toBeNull();
  });

  it("keeps the older images after a loss until the new ones have caught up", () => {
    run.startIfNew();
    const { handlers } = last("pools");
    give(last("pools"), batches.slice(0, -1));
    handlers.onRestart?.();
    const before = run.pool.value;
    expect(before?.images.length).toBeGreaterThan(0);
    expect(run.again.value).toBe(true);
    give(last("pools"), batches.slice(0, 1));
    expect(run.pool.value).toBe(before);
    give(last("pools"), parts.slice(1));
    expect(run.pool.value?.images.length).toBeGreaterThan(before?.images.length ?? 0);
  });

  it("hears nothing any more of a run that another has replaced", async () => {
    run.startIfNew();
    const first = last("pools");
    const inputs = last("inputs");
    settings.windows.value = [{ size: 8, stride: 4 }];
    run.start();
    expect(first.cancelled).toBe(true);
    await first.end("cancelled");
    expect(run.status.value).toBe("running");
    give(inputs, [{ kind: "input", content: { image: null, fill_image: null } } as unknown as AnyPart]);
    expect(run.pictures.value).toBeNull();
  });

  it("lets go of what was chosen in another pool, but not of what a link chooses in the first", () => {
    selection.selected.value = 7;
    run.startIfNew();
    expect(selection.selected.value).toBe(7);
    run.start();
    expect(selection.selected.value).toBeNull();
  });
});
