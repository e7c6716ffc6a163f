import { say } from "../../ui/notice.ts";
import type { Answers } from "../answers/answers.ts";
import { MAX_MASKS } from "../masks/maskText.ts";
import type { Hand } from "./hand.ts";

/** The hand is lifted: its stroke becomes a mask. */
export function liftHand(hand: Hand, { status, delay }: Answers): void {
  delay.begin();
  if (!hand.end()) {
    say(`A request holds at most ${MAX_MASKS} masks. Remove some, or paint several places in one stroke.`);
  }
  // The last answer may have come before the hand was lifted, and then no other follows.
  requestAnimationFrame(() => {
    if (status.peek().state === "complete") delay.end();
  });
}
