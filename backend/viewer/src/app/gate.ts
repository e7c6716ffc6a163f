import { effect, type ReadonlySignal, signal } from "@preact/signals";
import { connection } from "../state/connection.ts";

const closed = signal(false);
effect(() => {
  const { status } = connection.value;
  if (status === "token") closed.value = true;
  if (status === "ready" || status === "refused") closed.value = false;
});

/** Whether the server waits for a token: from the moment it asks until it takes one, also while one is being tried. */
export const tokenWanted: ReadonlySignal<boolean> = closed;
