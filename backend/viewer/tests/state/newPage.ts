import { vi } from "vitest";
import { FakeSocket } from "../protocol/fakeSocket.ts";
import { FakeServer } from "./fakeServer.ts";
import { watchListeners } from "./listeners.ts";

/** A page that is loaded anew, whose server is there: what is imported after this knows nothing of before. `leave` ends it. */
export function newPage(): { leave(): void } {
  vi.stubGlobal("WebSocket", FakeSocket);
  FakeSocket.all = [];
  new FakeServer();
  const listeners = watchListeners();
  sessionStorage.clear();
  vi.resetModules();
  return {
    leave: () => {
      listeners.forget();
      vi.unstubAllGlobals();
    },
  };
}
