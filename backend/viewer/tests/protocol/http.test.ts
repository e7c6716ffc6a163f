import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { encode } from "../../src/protocol/codec.ts";
import { Complaint } from "../../src/protocol/complaint.ts";
import { HttpClient } from "../../src/protocol/http.ts";
import { protocolFile } from "./recordings.ts";

const fetched = vi.fn<(url: string, request: RequestInit) => Promise<Response>>();
let token: string | null;
const http = new HttpClient("http://server", () => token);

beforeEach(() => {
  token = null;
  fetched.mockReset();
  vi.stubGlobal("fetch", fetched);
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

function answer(body: Uint8Array | string | null, status = 200, type: string | null = "application/msgpack"): Response {
  const headers = type === null ? {} : { "Content-Type": type };
  return new Response(body as Uint8Array<ArrayBuffer> | string | null, { status, headers });
}

function refusal(code: string, status: number): Response {
  return answer(encode({ error: { code, message: "No.", hint: "Next.", field: "field" } }), status);
}

async function complaint(response: Response | Error): Promise<Complaint> {
  if (response instanceof Error) fetched.mockRejectedValueOnce(response);
  else fetched.mockResolvedValueOnce(response);
  const error = await http.health().catch((caught: unknown) => caught);
  expect(error).toBeInstanceOf(Complaint);
  return error as Complaint;
}

describe("a question", () => {
  it("asks for MessagePack, says its major version, and sends no token where there is none", async () => {
    fetched.mockResolvedValueOnce(answer(protocolFile("golden/health.msgpack")));
    const health = await http.health();
    expect(health.ready).toBe(true);
    const [url, request] = fetched.mock.calls[0] ?? [];
    expect(url).toBe("http://server/v1/health");
    expect(request?.headers).toEqual({ Accept: "application/msgpack", "Tetrascope-Protocol": "1" });
    expect(request?.method).toBeUndefined();
  });

  it("sends the token as it is at that moment, in a header and not in the address", async () => {
    fetched.mockImplementation(async () => answer(protocolFile("golden/sample_list.msgpack")));
    await http.samples();
    token = "secret-token-0000";
    await http.samples();
    const headers = fetched.mock.calls.map(([, request]) => new Headers(request.headers).get("Authorization"));
    expect(headers).toEqual([null, "Bearer secret-token-0000"]);
    expect(fetched.mock.calls[1]?.[0]).toBe("http://server/v1/samples");
  });

  it("gets lists, descriptions and thumbnails", async () => {
    fetched.mockResolvedValueOnce(answer(protocolFile("golden/network_list.msgpack")));
    expect((await http.networks())[0]).toHaveProperty("network_id");
    fetched.mockResolvedValueOnce(answer(protocolFile("golden/network_description.msgpack")));
    expect(await http.network("a/b c")).toHaveProperty("stages");
    expect(fetched.mock.calls[1]?.[0]).toBe("http://server/v1/networks/a%2Fb%20c");
    fetched.mockResolvedValueOnce(answer(protocolFile("golden/sample_list.msgpack")));
    expect((await http.samples())[0]?.thumbnail).toBeInstanceOf(Uint8Array);
  });

  it("uploads the file itself with its media type", async () => {
    fetched.mockResolvedValueOnce(answer(protocolFile("golden/image_info.msgpack")));
    const file = new Blob(["picture"], { type: "image/png" });
    expect(await http.upload(file)).toHaveProperty("image_id");
    const [url, request] = fetched.mock.calls[0] ?? [];
    expect(url).toBe("http://server/v1/images");
    expect(request).toMatchObject({ method: "POST", body: file });
    expect(new Headers(request?.headers).get("Content-Type")).toBe("image/png");
  });
});

describe("a route of a study", () => {
  it("is asked, told and emptied, each with a message as its answer", async () => {
    const sent = () => fetched.mock.calls.at(-1) as [string, RequestInit];
    fetched.mockImplementation(async () => answer(encode({ state: "running" })));
    expect(await http.get("/v1/study")).toEqual({ state: "running" });
    expect(sent()[1].method).toBeUndefined();

    await http.post("/v1/study/participants", { count: 2, left: undefined });
    expect(sent()[0]).toBe("http://server/v1/study/participants");
    expect(sent()[1]).toMatchObject({ method: "POST", body: encode({ count: 2 }) });
    expect(new Headers(sent()[1].headers).get("Content-Type")).toBe("application/msgpack");
    expect(sent()[1].keepalive).toBeUndefined();
    await http.post("/v1/study/session/events", {}, { keepalive: true });
    expect(sent()[1].keepalive).toBe(true);

    await http.delete("/v1/study/participants/7");
    expect(sent()[1].method).toBe("DELETE");
    expect(sent()[1].body).toBeUndefined();
  });

  it("is not asked again where the server is busy: whoever asks knows when", async () => {
    fetched.mockImplementation(async () => refusal("busy", 503));
    await expect(http.get("/v1/study")).rejects.toMatchObject({ code: "busy" });
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});

describe("an error", () => {
  it("is what the server says of it", async () => {
    expect(await complaint(refusal("image_rejected", 422))).toMatchObject({
      code: "image_rejected",
      message: "No.",
      hint: "Next.",
      field: "field",
      status: 422,
    });
  });

  it("of the line is unreachable", async () => {
    expect(await complaint(new TypeError("Failed to fetch"))).toMatchObject({ code: "unreachable", status: null });
    const slow = await complaint(new DOMException("signal timed out", "TimeoutError"));
    expect(slow.code).toBe("unreachable");
    expect(slow.message).toContain("8 s");
  });

  it.each([
    [503, "busy"],
    [401, "unauthorized"],
    [403, "refused"],
    [413, "too_large"],
    [418, "failed"],
    [500, "unreachable"],
    [502, "unreachable"],
    [504, "unreachable"],
  ])("without a body that can be read goes by its status: %i is %s", async (status, code) => {
    expect(await complaint(answer(null, status, null))).toMatchObject({ code, status });
    expect(await complaint(answer("<html>", status, "text/html"))).toMatchObject({ code, status });
  });

  it("is an answer of something else, or a broken one", async () => {
    expect((await complaint(answer("<html>", 200, "text/html"))).code).toBe("unreachable");
    expect((await complaint(answer(new Uint8Array([0xc1])))).code).toBe("unreachable");
  });
});

describe("a busy server", () => {
  it("is asked again after a while, and not for ever", async () => {
    vi.useFakeTimers();
    fetched.mockImplementation(async () => refusal("busy", 503));
    const asked = http.networks().catch((error: unknown) => error);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(await asked).toMatchObject({ code: "busy" });
    expect(fetched).toHaveBeenCalledTimes(5);
  });

  it("answers in the end", async () => {
    vi.useFakeTimers();
    fetched.mockResolvedValueOnce(answer(null, 503, null));
    fetched.mockResolvedValueOnce(answer(protocolFile("golden/network_list.msgpack")));
    const asked = http.networks();
    await vi.advanceTimersByTimeAsync(1500);
    expect(await asked).not.toHaveLength(0);
  });

  it("is told at once when asked for its health", async () => {
    expect((await complaint(refusal("busy", 503))).code).toBe("busy");
    expect(fetched).toHaveBeenCalledTimes(1);
  });
});
