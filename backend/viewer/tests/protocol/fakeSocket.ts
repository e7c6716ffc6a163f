import { decode, encode } from "../../src/protocol/codec.ts";
import type { CancelFrame, RequestFrame } from "../../src/protocol/messages.ts";

/** Stands in for the browser's WebSocket; the test plays the server. */
export class FakeSocket {
  /** All that were made, oldest first. */
  static all: FakeSocket[] = [];
  static get last(): FakeSocket {
    const socket = FakeSocket.all.at(-1);
    if (socket === undefined) throw new Error("Expected a socket, got none.");
    return socket;
  }

  readonly url: string;
  readonly protocols: string[];
  readonly sent: (RequestFrame | CancelFrame)[] = [];
  binaryType = "blob";
  closed = false;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: ((event: { code: number }) => void) | null = null;

  constructor(url: string, protocols: string[]) {
    // As a browser does: a subprotocol is a token of HTTP.
    if (protocols.some((one) => !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(one))) throw new SyntaxError("protocol");
    this.url = url;
    this.protocols = protocols;
    FakeSocket.all.push(this);
  }

  send(bytes: Uint8Array): void {
    if (this.closed) throw new Error("Expected an open socket, got a closed one.");
    this.sent.push(decode(bytes) as RequestFrame | CancelFrame);
  }

  close(): void {
    this.closed = true;
  }

  /** A frame of the server, as its bytes or as a message. */
  deliver(frame: Uint8Array | object): void {
    const bytes = frame instanceof Uint8Array ? frame : encode(frame);
    this.onmessage?.({ data: bytes.slice().buffer });
  }

  hello(version = "0.1.0", protocol = "1.1"): void {
    this.deliver({ type: "hello", version, protocol });
  }

  /** The connection ends; 1006: without a close frame. */
  break(code = 1006): void {
    this.closed = true;
    this.onclose?.({ code });
  }

  /** The requests sent over this socket, oldest first. */
  get requests(): RequestFrame[] {
    return this.sent.filter((frame) => frame.type === "request");
  }
}
