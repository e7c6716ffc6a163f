import { vi } from "vitest";
import { decode, encode } from "../../src/protocol/codec.ts";
import type { NetworkDescription } from "../../src/protocol/messages.ts";
import { protocolFile } from "../protocol/recordings.ts";

/** The image that the server makes of any upload. */
export const UPLOADED = "0123456789abcdef0123456789abcdef";

/** Stands in for the server's HTTP routes: golden messages, and errors where a test says so. */
export class FakeServer {
  /** Method and path of what was asked, oldest first. */
  readonly asked: string[] = [];
  /** Set to answer everything so. */
  error: { code: string; status: number } | null = null;
  /** Whether there is any answer. */
  alive = true;

  constructor() {
    vi.stubGlobal("fetch", (path: string, request: RequestInit) => this.answer(path, request.method ?? "GET"));
  }

  /** How often a path was asked for. */
  count(path: string): number {
    return this.asked.filter((one) => one.endsWith(path)).length;
  }

  private async answer(path: string, method: string): Promise<Response> {
    this.asked.push(`${method} ${path}`);
    if (!this.alive) throw new TypeError("Failed to fetch");
    if (this.error !== null) {
      const { code, status } = this.error;
      return answer(encode({ error: { code, message: `No: ${code}.`, hint: null, field: null } }), status);
    }
    if (path === "/v1/health") return answer(protocolFile("golden/health.msgpack"));
    if (path === "/v1/networks") return answer(protocolFile("golden/network_list.msgpack"));
    if (path === "/v1/samples") return answer(protocolFile("golden/sample_list.msgpack"));
    if (path === "/v1/images") return answer(encode({ image_id: UPLOADED, width: 400, height: 300 }));
    if (path.startsWith("/v1/networks/"))
      return answer(description(decodeURIComponent(path.slice("/v1/networks/".length))));
    throw new Error(`Expected a known path, got ${path}.`);
  }
}

/** The golden network, under the id that was asked for, and with enough classes for some to be merged. */
function description(id: string): Uint8Array {
  const golden = decode(protocolFile("golden/network_description.msgpack")) as NetworkDescription;
  const class_names = [...golden.class_names, "great white shark", "tiger shark"];
  return encode({ ...golden, class_names, summary: { ...golden.summary, network_id: id } });
}

function answer(body: Uint8Array, status = 200): Response {
  const headers = { "Content-Type": "application/msgpack" };
  return new Response(body as Uint8Array<ArrayBuffer>, { status, headers });
}
