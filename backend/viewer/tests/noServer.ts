/**
 * Unit tests have no server: what the page asks for on its own, such as the networks, is never answered, and nothing
 * leaves the process. A test that is about a server stubs it.
 */
export const unanswered: typeof fetch = () => new Promise(() => {});

/** A stream that never opens. */
export class SilentSocket {
  close(): void {}
}

Object.assign(globalThis, { fetch: unanswered, WebSocket: SilentSocket });
