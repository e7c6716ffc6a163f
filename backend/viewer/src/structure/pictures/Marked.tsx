import type { ComponentChildren } from "preact";
import type { Region } from "../../geometry/receptiveField.ts";
import "./pictures.css";

interface MarkedProps {
  /** What to outline, in pixels of the picture inside, both ends included; null for nothing. */
  region: Region | null;
  height: number;
  width: number;
  /** Darkens the rest. */
  darken?: boolean | undefined;
  children: ComponentChildren;
}

/** A picture with a region of it outlined. */
export function Marked({ region, height, width, darken, children }: MarkedProps) {
  return (
    <div class="marked">
      {children}
      {region && (
        <span
          class="marked-region"
          data-darken={darken ?? false}
          aria-hidden="true"
          style={{
            top: `${(100 * region.top) / height}%`,
            left: `${(100 * region.left) / width}%`,
            height: `${(100 * (region.bottom - region.top + 1)) / height}%`,
            width: `${(100 * (region.right - region.left + 1)) / width}%`,
          }}
        />
      )}
    </div>
  );
}
