import { signedTable } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { Cluster, Tensor } from "../../protocol/messages.ts";
import { lookupOnScale } from "../compare/differences.ts";
import { mapPicture } from "../pictures/mapPicture.ts";
import type { Picture } from "../pictures/picture.ts";
import { signedOnScale } from "./change.ts";
import type { CellContent, RowsShown } from "./rowsShown.ts";

/** The colours of differences; no change in the middle. */
const SIGNED = signedTable(SCENES.colours.difference);

/** What a cell shows of a cluster, and whether that has a sign: of the original, with which nothing differs, its map. */
export function cellTensor({ difference, representative }: Cluster, content: CellContent): [Tensor, signed: boolean] {
  return content === "differences" && difference ? [difference, true] : [representative, false];
}

/** A cell on the scale of its cluster. Subscribes. */
export function cellPicture({ content, scales, session }: RowsShown, cluster: Cluster): Picture {
  const [tensor, signed] = cellTensor(cluster, content.value);
  const colours = session.display.lookup.value;
  const scale = scales.value[cluster.index];
  if (signed) return mapPicture(tensor, signedOnScale(tensor, scale?.limit ?? 0, SIGNED));
  // Beside differences, the original's maps have their own range: there is nothing to compare them with.
  if (content.value === "differences" || !scale) return mapPicture(tensor, colours);
  return mapPicture(tensor, lookupOnScale(tensor, scale.low, scale.high, colours));
}
