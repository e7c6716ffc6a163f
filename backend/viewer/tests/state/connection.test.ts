// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Complaint } from "../../src/protocol/complaint.ts";
import type { LayersRequest } from "../../src/protocol/messages.ts";
import { FakeSocket } from "../protocol/fakeSocket.ts";
import { FakeServer } from "./fakeServer.ts";
import { watchListeners } from "./listeners.ts";

type Connection = typeof import("../../src/state/connection.ts");

const BODY: LayersRequest = { image_id: "lost", network_id: "net" };
const reupload = vi.fn<(imageId: string) => Promise<boolean>>();

vi.mock("../../src/state/images.ts", () => ({ reupload: (imageId: string) => reupload(imageId) }));

let server: FakeServer;
let listeners: { forget(): void };
let page: Connection;
let stop: () => void;

beforeEach(async () => {
  vi.useFakeTimers();
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  server = new FakeServer();
  listeners = watchListeners();
  sessionStorage.clear();
  history.replaceState(null, "", "/");
  reupload.mockReset();
  vi.resetModules();
  page = await import("../../src/state/connection.ts");
  stop = () => {};
});

afterEach(() => {
  stop();
  listeners.forget();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const settled = () => vi.advanceTimersByTimeAsync(0);

/** The page watches the connection, and the server greets. */
async function ready(): Promise<FakeSocket> {
  stop = page.connection.subscribe(() => {});
  await settled();
  FakeSocket.last.hello();
  return FakeSocket.last;
}

function asked(slot?: string) {
  const told: string[] = [];
  const ends: string[] = [];
  const running = page.stream.request("layers", BODY, {
    ...(slot === undefined ? {} : { slot }),
    onPart: (part) => told.push(part.kind),
    onRestart: () => told.push("restart"),
  });
  running.finished.then(
    (ending) => ends.push(ending),
    (complaint: Complaint) => ends.push(complaint.code),
  );
  return { running, told, ends };
}

function refuse(socket: FakeSocket, index: number, code = "unknown_image"): void {
  const id = socket.requests[index]?.id;
  socket.deliver({ type: "error", id, error: { code, message: "No.", hint: null, field: null } });
}

describe("the connection", () => {
  it("opens when it is watched", async () => {
    expect(FakeSocket.all).toHaveLength(0);
    await ready();
    expect(FakeSocket.last.url).toBe(`ws://${location.host}/v1/stream`);
    expect(page.connection.value.status).toBe("ready");
    expect(page.serverVersion.value).toBe("0.1.0");
  });

  it("opens with the first request where nobody watches", () => {
    asked();
    expect(FakeSocket.all).toHaveLength(1);
  });

  it("is lost and comes back by itself; another version makes the page outdated", async () => {
    (await ready()).break();
    expect(page.connection.value.status).toBe("lost");
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello();
    expect(page.connection.value.status).toBe("ready");
    expect(page.pageOutdated.value).toBe(false);
    FakeSocket.last.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.hello("0.2.0");
    expect(page.pageOutdated.value).toBe(true);
    expect(page.serverVersion.value).toBe("0.2.0");
  });

  it("asks for health to learn why it was refused, and goes on with the token", async () => {
    server.error = { code: "unauthorized", status: 401 };
    stop = page.connection.subscribe(() => {});
    await settled();
    FakeSocket.last.break();
    await settled();
    expect(server.asked).toEqual(["GET /v1/health"]);
    expect(page.connection.value).toMatchObject({ status: "token", complaint: { code: "unauthorized" } });
    page.giveToken("no token!");
    expect(page.connection.value.complaint?.message).toContain("letters");
    expect(FakeSocket.all).toHaveLength(1);
    page.giveToken("http://lab:8765/#token=secret-token-0000");
    expect(FakeSocket.last.protocols).toEqual(["tetrascope.v1", "tetrascope.token.secret-token-0000"]);
    expect(FakeSocket.all).toHaveLength(2);
    FakeSocket.last.hello();
    expect(page.connection.value.status).toBe("ready");
  });

  it("tries the same token again when it is given again", async () => {
    server.error = { code: "unauthorized", status: 401 };
    page.giveToken("secret-token-0000");
    FakeSocket.last.break();
    await settled();
    page.giveToken("secret-token-0000");
    expect(FakeSocket.all).toHaveLength(2);
  });

  it("is refused where the server says so", async () => {
    server.error = { code: "origin_refused", status: 403 };
    stop = page.connection.subscribe(() => {});
    await settled();
    FakeSocket.last.break();
    await settled();
    expect(page.connection.value).toMatchObject({ status: "refused", complaint: { message: "No: origin_refused." } });
  });

  it("says what is wrong where the server answers but its stream does not open", async () => {
    stop = page.connection.subscribe(() => {});
    await settled();
    FakeSocket.last.break();
    await settled();
    expect(page.connection.value).toMatchObject({ status: "lost", complaint: { code: "unreachable" } });
    expect(page.connection.value.complaint?.hint).toContain("WebSocket");
  });

  it.each(["online", "pageshow"])("is tried at once on %s", async (event) => {
    server.alive = false;
    const socket = await ready();
    socket.break();
    await vi.advanceTimersByTimeAsync(1000);
    FakeSocket.last.break();
    const before = FakeSocket.all.length;
    dispatchEvent(new Event(event));
    expect(FakeSocket.all).toHaveLength(before + 1);
  });

  it("that died unnoticed is replaced when the page is looked at again", async () => {
    const socket = await ready();
    document.dispatchEvent(new Event("visibilitychange"));
    await settled();
    expect(FakeSocket.all).toHaveLength(1); // the server answers, so nothing is touched
    server.alive = false;
    document.dispatchEvent(new Event("visibilitychange"));
    await settled();
    expect(socket.closed).toBe(true);
    expect(FakeSocket.all).toHaveLength(2);
  });
});

describe("an image that the server has dropped", () => {
  it("is uploaded again and the request repeated", async () => {
    const socket = await ready();
    reupload.mockResolvedValue(true);
    const { told, ends } = asked("structure");
    refuse(socket, 0);
    await settled();
    expect(reupload).toHaveBeenCalledExactlyOnceWith("lost");
    const again = socket.requests[1];
    expect(again).toMatchObject({ slot: "structure", body: BODY });
    socket.deliver({ type: "part", id: again?.id, sequence: 0, kind: "predictions", content: {} });
    socket.deliver({ type: "done", id: again?.id, seconds: 0 });
    await settled();
    expect(told).toEqual(["restart", "predictions"]);
    expect(ends).toEqual(["done"]);
  });

  it("is uploaded once only", async () => {
    const socket = await ready();
    reupload.mockResolvedValue(true);
    const { ends } = asked();
    refuse(socket, 0);
    await settled();
    refuse(socket, 1);
    await settled();
    expect(ends).toEqual(["unknown_image"]);
    expect(reupload).toHaveBeenCalledTimes(1);
  });

  it("is told where it is not kept here", async () => {
    const socket = await ready();
    reupload.mockResolvedValue(false);
    const { ends } = asked();
    refuse(socket, 0);
    await settled();
    expect(ends).toEqual(["unknown_image"]);
  });

  it("is uploaded for a boundary's pool too, and for no other fault", async () => {
    const socket = await ready();
    reupload.mockResolvedValue(true);
    const boundary = page.stream.request("boundaries", { pool: BODY }, { onPart: () => {} });
    boundary.finished.catch(() => {});
    refuse(socket, 0);
    await settled();
    expect(reupload).toHaveBeenCalledExactlyOnceWith("lost");
    asked();
    refuse(socket, 2, "failed");
    await settled();
    expect(reupload).toHaveBeenCalledTimes(1);
  });

  it("tells what went wrong with the upload", async () => {
    const socket = await ready();
    const { Complaint } = await import("../../src/protocol/complaint.ts");
    reupload.mockRejectedValue(new Complaint("image_rejected", "No."));
    const { ends } = asked();
    refuse(socket, 0);
    await settled();
    expect(ends).toEqual(["image_rejected"]);
  });

  it("does not come back for a request that was cancelled or superseded meanwhile", async () => {
    const socket = await ready();
    let uploaded: (kept: boolean) => void = () => {};
    reupload.mockImplementation(() => new Promise((resolve) => (uploaded = resolve)));
    const older = asked("structure");
    refuse(socket, 0);
    await settled();
    const newer = asked("structure");
    uploaded(true);
    await settled();
    expect(older.ends).toEqual(["superseded"]);
    expect(socket.requests).toHaveLength(2);
    const cancelled = asked();
    refuse(socket, 2);
    await settled();
    cancelled.running.cancel();
    uploaded(true);
    await settled();
    expect(cancelled.ends).toEqual(["cancelled"]);
    expect(socket.requests).toHaveLength(3);
    expect(newer.ends).toEqual([]);
  });
});
