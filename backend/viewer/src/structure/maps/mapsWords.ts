import type { Layer } from "../../protocol/messages.ts";
import { count } from "../../ui/words.ts";
import type { Maps } from "./maps.ts";

/** Which maps of a layer are open, and of what. Subscribes. */
export function describeMaps(layer: Layer, { openCluster, sorted }: Maps): string {
  const all = count(layer.channels, "map");
  const which = openCluster.value === null ? all : `${sorted.value.length || "…"} of ${all}`;
  return `${which} of ${layer.height} × ${layer.width}, after ${layer.output}`;
}
