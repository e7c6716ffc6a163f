import { firstToRedo, lastToUndo } from "../masks/history.ts";
import type { StructureSession } from "./structureSession.ts";

type Steps = Pick<StructureSession, "masks" | "ablation">;

/** Takes back the last thing that was done, whether to the masks or to what is switched off. */
export function undoLast({ masks, ablation }: Steps): void {
  const [ofMasks, ofSwitches] = [masks.edits.peek().history, ablation.switches.peek().history];
  const last = lastToUndo([ofMasks, ofSwitches]);
  if (last === ofMasks) masks.undo();
  else if (last) ablation.undo();
}

/** Does again what was taken back last. */
export function redoFirst({ masks, ablation }: Steps): void {
  const [ofMasks, ofSwitches] = [masks.edits.peek().history, ablation.switches.peek().history];
  const first = firstToRedo([ofMasks, ofSwitches]);
  if (first === ofMasks) masks.redo();
  else if (first) ablation.redo();
}
