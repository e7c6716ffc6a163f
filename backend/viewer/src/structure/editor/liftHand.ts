import { say } from "../../ui/notice.ts";
import { markRelease, measureColumns } from "../answers/measure.ts";
import { stage } from "../answers/result.ts";
import { endStroke } from "./stroke.ts";

/** The hand is lifted: its stroke becomes a mask. */
export function liftHand(): void {
  markRelease();
  if (!endStroke()) say("A request holds at most 256 masks. Remove some, or paint several places in one stroke.");
  // The last answer may have come before the hand was lifted, and then no other follows.
  requestAnimationFrame(() => {
    if (stage.peek().state === "complete") measureColumns();
  });
}
