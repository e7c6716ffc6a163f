import { colourMap } from "../../geometry/colourMap.ts";
import { useStructure } from "../session/useStructure.ts";
import "./pictures.css";

interface ScaleRowProps {
  low: string;
  high: string;
  /** Its colours, where they are not those of the colour map chosen. */
  stops?: readonly string[];
}

/** The colour map between what its ends mean. */
export function ScaleRow({ low, high, stops: given }: ScaleRowProps) {
  const { display } = useStructure();
  const stops = (given ?? colourMap(display.colourMapName.value).stops).join(", ");
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
