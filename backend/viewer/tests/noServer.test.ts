// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { networks } from "../src/state/catalog";
import { connection } from "../src/state/connection";
import { SilentSocket, unanswered } from "./noServer";

test("what the page asks for on its own goes to no server", async () => {
  expect([fetch, window.fetch, WebSocket]).toEqual([unanswered, unanswered, SilentSocket]);
  const stop = networks.subscribe(() => {});
  connection.subscribe(() => {})();
  await new Promise((settled) => setTimeout(settled));
  expect([networks.value.state, connection.value.status]).toEqual(["loading", "connecting"]);
  stop();
});
