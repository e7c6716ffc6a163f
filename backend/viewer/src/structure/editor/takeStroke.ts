import type { InputStroke } from "../scene/events.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { liftHand } from "./liftHand.ts";

/** A stroke on a scene's input does the same as one on the editor's canvas. */
export function takeStroke({ answers, hand, inputs }: StructureSession, { phase, row, column }: InputStroke): void {
  if (!inputs.preview.peek()) return;
  const point = { row: row + 0.5, column: column + 0.5 };
  if (phase === "remove") hand.removeAt(point);
  else if (phase === "start") hand.start(point);
  else if (phase === "move") hand.move(point);
  else if (hand.drawing) {
    hand.move(point);
    liftHand(hand, answers);
  }
}
