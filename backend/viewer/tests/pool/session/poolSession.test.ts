// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { PoolSession } from "../../../src/pool/session/poolSession.ts";
import type { PartOf } from "../../../src/protocol/answers.ts";
import type { PoolRequest, RequestFrame } from "../../../src/protocol/messages.ts";
import type { ChosenImage } from "../../../src/state/images.ts";
import { FakeSocket } from "../../protocol/fakeSocket.ts";
import { newPage } from "../../state/newPage.ts";
import { partsOf, poolOf, recordedBoundary } from "../recorded.ts";

let page: { leave(): void };
/** Makes a session of an image and a network. */
let made: (slot: string, image: string, network: string) => PoolSession;
let cat: PoolSession;
let dog: PoolSession;

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));
const slots = () => FakeSocket.last.requests.map(({ slot }) => slot);

function last(slot: string): RequestFrame & { body: PoolRequest } {
  const request = FakeSocket.last.requests.findLast((one) => one.slot === slot);
  if (!request) throw new Error(`Expected a request in ${slot}, got none.`);
  return request as RequestFrame & { body: PoolRequest };
}

/** Parts of the server's answer to the newest request of a slot; all of them where it is done. */
async function answer(slot: string, parts: readonly { kind: string; content: unknown }[], done = true): Promise<void> {
  const { id } = last(slot);
  for (const [sequence, part] of parts.entries()) FakeSocket.last.deliver({ type: "part", id, sequence, ...part });
  if (done) FakeSocket.last.deliver({ type: "done", id, seconds: 1 });
  await settled();
}

/** What is known of a session, in short. */
function shown({ run, boundary, pictures }: PoolSession) {
  return {
    status: run.status.value,
    images: run.pool.value?.images.length ?? 0,
    examined: run.pool.value?.examined.label.name ?? null,
    supportVectors: boundary.supportVectors.value.size,
    picture: pictures.shown.value?.image.offset ?? null,
  };
}

const NOTHING = { status: "running", images: 0, examined: null, supportVectors: 0, picture: null };

/** A whole pool of another image than the recorded one: one copy, another label. */
function otherPool(): PartOf<"pools"> {
  const pool = poolOf("1");
  const examined = { ...pool.examined, label: { index: 207, name: "golden retriever", meaning: null } };
  return { kind: "pool", content: { ...pool, examined, images: pool.images.slice(0, 1) } };
}

beforeEach(async () => {
  page = newPage();
  const { createPoolSession } = await import("../../../src/pool/session/poolSession.ts");
  const { Subject } = await import("../../../src/state/subject.ts");
  made = (slot, imageId, network) =>
    createPoolSession(slot, new Subject(signal({ imageId, title: imageId } as ChosenImage), signal(network)));
  cat = made("pool", "cat", "efficientnet-lite0");
  dog = made("pool-2", "dog", "vgg16");
  cat.run.startIfNew();
  dog.run.startIfNew();
  FakeSocket.last.hello();
});

afterEach(() => {
  cat.dispose();
  dog.dispose();
  page.leave();
});

describe("two sessions in one page", () => {
  it("ask for their own image and network, each in slots of its own", async () => {
    expect(slots()).toEqual(["pool-inputs", "pool", "pool-2-inputs", "pool-2"]);
    expect(last("pool").body).toMatchObject({ image_id: "cat", network_id: "efficientnet-lite0" });
    expect(last("pool-2").body).toMatchObject({ image_id: "dog", network_id: "vgg16" });
    await answer("pool-2", [otherPool()]);
    await answer("pool", partsOf("1"));
    expect(slots().slice(4)).toEqual(["boundary-2", "boundary"]);
  });

  it("have their own answers", async () => {
    await answer("pool-2", [otherPool()]);
    expect(shown(cat)).toEqual(NOTHING);
    expect(shown(dog)).toMatchObject({ status: "done", images: 1, examined: "golden retriever" });
    await answer("pool", partsOf("1"));
    await answer("boundary", [{ kind: "boundary", content: recordedBoundary() }]);
    expect(shown(cat)).toMatchObject({ status: "done", images: poolOf("1").images.length });
    expect(cat.boundary.supportVectors.value.size).toBe(recordedBoundary().support_vectors.length);
    expect(shown(dog)).toMatchObject({ images: 1, examined: "golden retriever", supportVectors: 0 });
  });

  it("are set, filtered and chosen from apart", () => {
    cat.settings.refine.value = true;
    cat.settings.windows.value = [{ size: 40, stride: 20 }];
    cat.display.filter("answer", "kept");
    cat.display.spread.value = 0;
    cat.selection.selected.value = 7;
    expect(cat.run.outdated.value).toBe(true);
    expect(dog.run.outdated.value).toBe(false);
    expect([dog.settings.windows.value, dog.display.filters.value.answer, dog.display.spread.value]).toEqual([
      null,
      null,
      1,
    ]);
    expect([cat.selection.selected.value, dog.selection.selected.value]).toEqual([7, null]);
    dog.run.start();
    expect(cat.selection.selected.value).toBe(7);
  });
});

describe("a session that is disposed", () => {
  it("ends its requests, keeps what has arrived, and leaves the other alone", async () => {
    const [first, ...rest] = partsOf("1");
    await answer("pool", first ? [first] : [], false);
    const ids = ["pool-inputs", "pool"].map((slot) => last(slot).id);
    const before = shown(cat);
    expect(before.images).toBeGreaterThan(0);
    cat.dispose();
    await settled();
    const cancels = FakeSocket.last.sent.filter((frame) => frame.type === "cancel");
    expect(cancels.map(({ id }) => id).sort()).toEqual([...ids].sort());
    await answer("pool", rest);
    expect(shown(cat)).toEqual({ ...before, status: "cancelled" });
    await answer("pool-2", [otherPool()]);
    expect(shown(dog)).toMatchObject({ status: "done", images: 1 });
  });

  it("no longer waits for its boundary, and can run again", async () => {
    await answer("pool", partsOf("1"));
    expect(cat.boundary.answer.value.state).toBe("loading");
    cat.dispose();
    await answer("boundary", [{ kind: "boundary", content: recordedBoundary() }]);
    expect(cat.boundary.answer.value.state).toBe("idle");
    cat.run.start();
    expect(shown(cat)).toMatchObject({ status: "running", images: 0 });
    await answer("pool", partsOf("1"));
    await answer("boundary", [{ kind: "boundary", content: recordedBoundary() }]);
    expect(cat.boundary.answer.value.state).toBe("ready");
  });
});
