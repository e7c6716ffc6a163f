import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { encode } from "../../../src/protocol/codec.ts";
import type { AnyPart } from "../../../src/protocol/underWay.ts";
import type { Exchange } from "../../../src/state/saved/exchange.ts";
import { OpenedSession } from "../../../src/state/saved/opened.ts";
import { sameQuestionText } from "../../../src/state/saved/sameQuestion.ts";
import { decodeSession, encodeSession, type NewPage } from "../../../src/state/saved/sessionFile.ts";

const PAGE: NewPage = {
  saved: "2026-11-29T12:00:00.000Z",
  title: "Cat",
  addresses: ["#/pool?image=cat", "#/structure?image=cat&masks=r1,2,3,4"],
  photo: null,
  kept: { "tetrascope.modified.structure.cat.224x224": "[]" },
};
const BODY = { image_id: "cat", network_id: "tiny", masks: [], clusters: 3 };
const PARTS = [
  { kind: "predictions", content: { classes: [], image: { data: new Uint8Array([1, 2, 3]) } } },
  { kind: "layer", content: { position: 0, layer: "conv0" } },
] as unknown as AnyPart[];
const EXCHANGE = { operation: "layers", body: BODY, parts: PARTS } as Exchange;

async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Uint8Array(await blob.arrayBuffer());
}

it("comes back from its file as it was saved", async () => {
  const catalog = new Map([["/v1/networks", { networks: [] }]]);
  const session = decodeSession(await bytesOf(encodeSession(PAGE, catalog, [EXCHANGE])));
  expect(session.page).toMatchObject(PAGE);
  expect(session.catalog).toEqual(catalog);
  expect(session.exchanges).toEqual([EXCHANGE]);
});

it("answers the same question in whichever order its fields stand, and no other", async () => {
  const file = decodeSession(await bytesOf(encodeSession(PAGE, new Map(), [EXCHANGE])));
  const session = new OpenedSession(file, sameQuestionText);
  const { clusters, ...others } = BODY;
  expect(session.answerTo("layers", { clusters, ...others })?.parts).toEqual(PARTS);
  expect(session.answerTo("layers", { ...BODY, clusters: 4 })).toBeUndefined();
  expect(session.said("/v1/samples")).toBeUndefined();
});

it("answers a question that spells out what another client left out, and the other way round", () => {
  const short = { image_id: "cat", network_id: "tiny", masks: [{ kind: "rectangle", top: 1 }], groups: "original" };
  const long = { ...short, fit: null, crop_at: 0.5, fill: "black", clusters: 3, criterion: "entropy", layers: null };
  expect(sameQuestionText("layers", long)).toBe(sameQuestionText("layers", short));
  expect(sameQuestionText("layers", { ...long, clusters: 4 })).not.toBe(sameQuestionText("layers", short));
  const pool = { image_id: "cat", network_id: "tiny" };
  const whole = { pool: { ...pool, windows: null, fill: "black", refine: false } };
  expect(sameQuestionText("boundaries", whole)).toBe(sameQuestionText("boundaries", { pool }));
  expect(sameQuestionText("later", { k: 3 })).toBe('later {"k":3}');
});

it("is told apart from what is none", async () => {
  const other = { ...PAGE, kind: "tetrascope-session", version: 2 };
  const thrown = (file: Uint8Array) => {
    try {
      decodeSession(file);
    } catch (error) {
      return (error as Error).message;
    }
    return "nothing";
  };
  expect(thrown(new Uint8Array())).toContain("Expected a saved session, got another file.");
  expect(thrown(new TextEncoder().encode("no session"))).toContain("Expected a saved session");
  expect(thrown(encode({ from: "client", over: "page", body: encode(other) }))).toContain("version 1, got version 2");
  const broken = { ...PAGE, kind: "tetrascope-session", version: 1, addresses: undefined };
  expect(thrown(encode({ from: "client", over: "page", body: encode(broken) }))).toContain("something is missing");
  const demo = readFileSync(join(import.meta.dirname, "../../../../../protocol/sessions/pool.msgpack"));
  expect(thrown(demo)).toContain("got another file");
  const whole = await bytesOf(encodeSession(PAGE, new Map(), [EXCHANGE]));
  expect(thrown(whole.slice(0, whole.length - 3))).toContain("Expected a saved session");
});
