import { effect } from "@preact/signals";
import { Dwell } from "../../state/dwell.ts";
import type { PoolSession } from "../session/poolSession.ts";

/** Lets a study's log hear which images of a session's pool a person looks at. Returns what stops that. */
export function followHover({ selection }: PoolSession): () => void {
  const dwell = new Dwell();
  const stop = effect(() => {
    const at = selection.hovered.value;
    dwell.over(at && { target: "pool_image", index: at.index });
  });
  return () => {
    stop();
    dwell.forget();
  };
}
