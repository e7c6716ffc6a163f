/** Space kept between the two and to the window's edge, in CSS pixels. */
const GAP = 8;

/**
 * Puts a fixed `box` below the rectangle `target` (above it where there is no room below), within the window.
 * Both are in CSS pixels of the window. `align` says which edge the two share, or that their centres meet.
 */
export function beside(target: DOMRect, box: HTMLElement, align: "start" | "centre" | "end" = "centre"): void {
  const { offsetWidth: width, offsetHeight: height } = box;
  const wanted = {
    start: target.left,
    centre: target.left + target.width / 2 - width / 2,
    end: target.right - width,
  }[align];
  const below = target.bottom + GAP;
  const fits = below + height + GAP <= innerHeight || target.top < innerHeight - target.bottom;
  const top = fits ? below : target.top - GAP - height;
  box.style.left = `${clamp(wanted, GAP, innerWidth - width - GAP)}px`;
  box.style.top = `${clamp(top, GAP, innerHeight - height - GAP)}px`;
}

function clamp(value: number, low: number, high: number): number {
  return Math.max(low, Math.min(value, high));
}
