// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, describe, expect, it, vi } from "vitest";
import type { PoolSession } from "../../../src/pool/session/poolSession.ts";
import type { Operation } from "../../../src/protocol/answers.ts";
import type { PoolRequest } from "../../../src/protocol/messages.ts";
import type { Asking } from "../../../src/state/ask.ts";
import type { ChosenImage } from "../../../src/state/images.ts";
import { shown } from "../../../src/state/shown.ts";
import { CONDITION, heard } from "../../state/heard.ts";
import { partsOf, poolOf } from "../recorded.ts";

interface Asked extends Asking<"pools"> {
  operation: Operation;
  body: PoolRequest;
  end(answer: unknown): Promise<void>;
}

const asked: Asked[] = vi.hoisted(() => []);

vi.mock("../../../src/state/ask.ts", () => ({
  ask: (operation: Operation, body: PoolRequest, asking: Asking<"pools">) => {
    const { promise, resolve } = Promise.withResolvers<unknown>();
    const end = (answer: unknown) => {
      resolve(answer);
      return new Promise<void>((done) => setTimeout(done));
    };
    asked.push({ ...asking, operation, body, end });
    asking.signal?.addEventListener("abort", () => resolve(null));
    return promise;
  },
}));
const { createPoolSession } = await import("../../../src/pool/session/poolSession.ts");
const { Subject } = await import("../../../src/state/subject.ts");

const POOL = poolOf("1");
let session: PoolSession;
let all: ReturnType<typeof heard>;

function made(): PoolSession {
  return createPoolSession("pool", new Subject(signal({ imageId: "one", title: "one" } as ChosenImage), signal("net")));
}

const lastPool = () => asked.findLast(({ operation }) => operation === "pools") as Asked;

beforeEach(() => {
  asked.length = 0;
  shown.value = null;
  session = made();
  all = heard();
});

describe("a pool", () => {
  it("is told when it is asked for and whole, not what is asked for besides", async () => {
    session.run.startIfNew();
    for (const part of partsOf("1")) lastPool().onPart?.(part);
    await lastPool().end(POOL);
    const { label, probability } = POOL.original;
    expect(asked.map(({ operation }) => operation)).toEqual(["inputs", "pools", "boundaries"]);
    expect(all).toEqual([
      ["recalculation_requested", { operation: "pools" }],
      [
        "recalculation_answered",
        {
          operation: "pools",
          latency_ms: expect.any(Number),
          label: label.name,
          probability,
          copies: POOL.images.length,
          changed: POOL.images.filter(({ kept }) => !kept).length,
        },
      ],
    ]);
  });

  it("that the person cancels is told so and has no answer; one that ends with its scene is only left", async () => {
    session.run.startIfNew();
    session.run.cancel();
    await lastPool().end(null);
    session.run.cancel();
    session.run.start();
    session.dispose();
    await lastPool().end(null);
    expect(all).toEqual([
      ["recalculation_requested", { operation: "pools" }],
      ["setting_changed", { setting: "pool", value: "cancelled" }],
      ["recalculation_requested", { operation: "pools" }],
    ]);
  });
});

describe("images of a pool", () => {
  it("are told as they are chosen and let go of", () => {
    const [first, second] = POOL.images;
    if (!first || !second) throw new Error("Expected two images.");
    const { selection } = session;
    selection.choose(null);
    selection.toggle(first);
    selection.choose(first);
    selection.choose(second);
    selection.toggle(second);
    expect(all).toEqual([
      ["pool_image_opened", { index: first.index, mask: first.mask }],
      ["pool_image_opened", { index: second.index, mask: second.mask }],
      ["setting_changed", { setting: "pool_image", value: "none" }],
    ]);
  });

  it("are filtered as is told, with a slider when it is let go", () => {
    const { display } = session;
    display.filter("answer", "kept");
    display.filter("outside", 0.5, true);
    display.filter("outside", 0.25);
    display.filter("supportVectors", true);
    display.filter("label", 285);
    display.filter("label", null);
    display.setShowAll(true);
    display.setHideOthers(true);
    display.clearFilters();
    display.clearFilters();
    display.filters.value = { ...display.filters.value, answer: "kept" };
    display.resetFilters(); // for another pool
    expect(all.map(([kind, { filter, value }]) => [kind, filter, value])).toEqual(
      [
        ["answer", "kept"],
        ["outside", "0.25"],
        ["support_vectors", "true"],
        ["label", "285"],
        ["label", "any"],
        ["all_images", "true"],
        ["hide_others", "true"],
        ["answer", "any"],
        ["support_vectors", "false"],
        ["outside", "1"],
      ].map((change) => ["filter_changed", ...change]),
    );
  });
});

it("a condition sets the fill of a session, and nothing of that is told", () => {
  shown.value = { ...CONDITION, fill: "noise" };
  session = made();
  session.run.startIfNew();
  expect(lastPool().body.fill).toBe("noise");
  expect(all.map(([kind]) => kind)).toEqual(["recalculation_requested"]);
});
