import { PoolWorkbench } from "../pool/PoolWorkbench.tsx";
import { StructureWorkbench } from "../structure/StructureWorkbench.tsx";
import type { ReplayedScenes } from "./replayedScenes.ts";

/** The viewer's own scene, as it was. */
export function Scenes({ scenes, scene }: { scenes: ReplayedScenes; scene: "structure" | "pool" }) {
  return (
    <div class="replay-scene">
      {scene === "pool" ? <PoolWorkbench session={scenes.pool} /> : <StructureWorkbench session={scenes.structure} />}
    </div>
  );
}
