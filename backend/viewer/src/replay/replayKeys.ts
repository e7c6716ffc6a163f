import type { EventGroup } from "./eventGroups.ts";
import type { Player } from "./player.ts";

/** What the keys do, as they are told. */
export const KEYS: readonly { keys: string; does: string }[] = [
  { keys: "Space", does: "Play, or stand still" },
  { keys: ", .", does: "Go to the event before, or the next" },
  { keys: "M", does: "Go to the next change of a mask; with Shift to the last one" },
  { keys: "N", does: "Likewise to a request to the network" },
  { keys: "Q", does: "Likewise to a question" },
  { keys: "S", does: "Likewise to a step of the session, or what became of it" },
  { keys: "← →", does: "On the timeline: five seconds back or on" },
];

const GROUP_OF_KEY: Record<string, EventGroup> = { m: "masks", n: "network", q: "questions", s: "session" };

/** Does what a key says, except where it is text, presses a button, or is the scene's own. */
export function takeKey(player: Player, event: KeyboardEvent): void {
  const target = event.target as HTMLElement;
  if (event.ctrlKey || event.metaKey || event.altKey || target.closest("dialog, textarea, .workbench")) return;
  if (target.closest('input:not([type="range"])')) return;
  if (event.key === " ") {
    if (target.closest("button, a, summary")) return;
    player.toggle();
  } else if (event.key === "," || event.key === ".") player.jump(event.key === "," ? -1 : 1);
  else {
    const group = GROUP_OF_KEY[event.key.toLowerCase()];
    if (!group) return;
    player.jump(event.shiftKey ? -1 : 1, group);
  }
  event.preventDefault();
}
