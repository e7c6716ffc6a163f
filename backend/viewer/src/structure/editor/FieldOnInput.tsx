import { useStructure } from "../session/useStructure.ts";
import "../pictures/pictures.css";

/** What the pixel that is pointed at among the columns is computed from, or what else is pointed at, on the input beside. */
export function FieldOnInput() {
  const { display, inputs, viewport } = useStructure();
  const hover = viewport.hovered.value;
  const size = inputs.preview.value;
  // For the first column the input is the column before: there it is always marked.
  const field = hover && (display.fieldOnInput.value || hover.previous === null) ? hover.inputRegion : null;
  const region = field ?? viewport.markedOnInput.value;
  if (!region || !size) return null;
  const { top, left, bottom, right } = region;
  return (
    <span
      class="marked-region"
      data-darken="true"
      aria-hidden="true"
      style={{
        top: `${(100 * top) / size.height}%`,
        left: `${(100 * left) / size.width}%`,
        height: `${(100 * (bottom - top + 1)) / size.height}%`,
        width: `${(100 * (right - left + 1)) / size.width}%`,
      }}
    />
  );
}
