import { useStructure } from "../session/useStructure.ts";
import { MapSwitch } from "./MapSwitch.tsx";
import "./ablation.css";

/** What the network has of the open cluster, and the switch for it. */
export function ClusterStrip({ layer, channels }: { layer: string; channels: readonly number[] }) {
  const off = useStructure().ablation.countOff(layer, channels) === channels.length;
  return (
    <div class="cluster-strip">
      <p class="small muted">
        {off
          ? "All its maps are constant now: the columns behind and the classes are those of the network without it."
          : "Switch it off to see what the network answers without it."}
      </p>
      <MapSwitch what="Cluster" layer={layer} channels={channels} />
    </div>
  );
}
