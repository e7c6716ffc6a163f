import { isOpen, nextAction } from "./actions.ts";
import { concerns } from "./attention.ts";
import type { Desk } from "./desk.ts";

/** What the keys do, as they are told. */
export const KEYS: readonly { keys: string; does: string }[] = [
  { keys: "↑ ↓", does: "Go to the participant above or below" },
  { keys: "Enter", does: "Open or close a participant’s details" },
  { keys: "S", does: "Start the session" },
  { keys: "P", does: "Pause it, or resume it" },
  { keys: "N", does: "Write a note" },
  { keys: "C", does: "Copy the participant’s address" },
  { keys: "J", does: "Go to the next participant who needs you" },
  { keys: "?", does: "Open this list" },
];

/** Shows a participant's row and gives it the focus. */
export function showRow(participant: number): void {
  const button = document.querySelector<HTMLElement>(`[data-toggle="${participant}"]`);
  button?.scrollIntoView({ block: "nearest" });
  button?.focus();
}

/** Does what a key says, except where it is text or a dialog is open. */
export function takeKey(desk: Desk, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("input, textarea, select, dialog")) return;
  const row = Number(target.closest<HTMLElement>("[data-participant]")?.dataset.participant ?? 0);
  if (takesKey(desk, event.key, row)) event.preventDefault();
}

/** Whether the key does something; `row` is the participant whose row has the focus, 0 for none. */
function takesKey(desk: Desk, key: string, row: number): boolean {
  const overview = desk.study.overview.peek();
  if (!overview) return false;
  if (key === "?") desk.asked.value = { what: "keys" };
  else if (key.toLowerCase() === "j") next(concerns(overview), row);
  else if (key === "ArrowDown" || key === "ArrowUp") step(overview.participants, row, key === "ArrowDown" ? 1 : -1);
  else if (row === 0) return false;
  else return takesKeyOfRow(desk, key.toLowerCase(), row);
  return true;
}

function takesKeyOfRow(desk: Desk, key: string, row: number): boolean {
  const one = desk.study.overview.peek()?.participants.find(({ participant }) => participant === row);
  const action = one && nextAction(one.state);
  if (action?.key === key) void desk.attempt(row, desk.study.control(row, action.action));
  else if (key === "c" && one && isOpen(one.state)) void desk.copyAddress(row);
  else if (key === "n") writeNote(desk, row);
  else return false;
  return true;
}

/** Opens the details and puts the cursor into the note. */
function writeNote(desk: Desk, row: number): void {
  desk.toggle(row, true);
  requestAnimationFrame(() => document.querySelector<HTMLElement>(`[data-note="${row}"]`)?.focus());
}

/** The next after `row` of those who need somebody, around the end. */
function next(needed: readonly { participant: number }[], row: number): void {
  const found = needed.find(({ participant }) => participant > row) ?? needed[0];
  if (found) showRow(found.participant);
}

function step(all: readonly { participant: number }[], row: number, by: number): void {
  const at = all.findIndex(({ participant }) => participant === row);
  const found = all[at < 0 ? 0 : Math.min(Math.max(at + by, 0), all.length - 1)];
  if (found) showRow(found.participant);
}
