import { ICONS, type IconName } from "./icons.ts";
import "./icon.css";

export type { IconName } from "./icons.ts";

/** One of the viewer's own pictures, 24 by 24 units, in the colour of the text around it. Silent for screen readers. */
export function Icon({ name, size }: { name: IconName; size?: number | undefined }) {
  return (
    <svg
      class="icon"
      viewBox="0 0 24 24"
      width={size}
      height={size}
      data-sized={size !== undefined}
      aria-hidden="true"
      focusable="false"
    >
      {ICONS[name].map((d) => (
        <path key={d} d={d} />
      ))}
    </svg>
  );
}
