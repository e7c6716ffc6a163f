import { colourMap } from "../../geometry/colourMap.ts";
import { useStructure } from "../session/useStructure.ts";
import "./pictures.css";

/** The colour map between what its ends mean. */
export function ScaleRow({ low, high }: { low: string; high: string }) {
  const { display } = useStructure();
  const stops = colourMap(display.colourMapName.value).stops.join(", ");
  return (
    <span class="scale-row number">
      <span>{low}</span>
      <span
        class="map-swatch scale-bar"
        aria-hidden="true"
        style={{ backgroundImage: `linear-gradient(to right, ${stops})` }}
      />
      <span>{high}</span>
    </span>
  );
}
