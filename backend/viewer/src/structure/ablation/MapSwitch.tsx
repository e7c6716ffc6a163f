import { Toggle } from "../../ui/Toggle.tsx";
import { useStructure } from "../session/useStructure.ts";
import "./ablation.css";

interface MapSwitchProps {
  /** What is switched: a cluster, or a map. */
  what: string;
  layer: string;
  channels: readonly number[];
}

/** Switches feature maps off and on, and says how many of them are off where it is not all or none. */
export function MapSwitch({ what, layer, channels }: MapSwitchProps) {
  const { ablation } = useStructure();
  const off = ablation.countOff(layer, channels);
  const some = off > 0 && off < channels.length;
  return (
    <Toggle
      label={`${what} off`}
      note={some ? `${off} of its ${channels.length} maps are off` : undefined}
      checked={channels.length > 0 && off === channels.length}
      onChange={(value) => ablation.set(layer, channels, value)}
    />
  );
}
