/** A rectangle in the plane z = 0, in metres. */
export interface Rectangle {
  left: number;
  right: number;
  bottom: number;
  top: number;
}

/** From where to look: angles in radians, 0 is straight on, positive from the right and from above. */
export interface Direction {
  azimuth: number;
  elevation: number;
}

/** A camera's lens: vertical angle of view in radians, and width by height. */
export interface Lens {
  fieldOfView: number;
  aspect: number;
}

/** A view: the point in the plane that is looked at, and how far away the camera is. */
export interface Framing {
  x: number;
  y: number;
  distance: number;
}

type Axes = { right: number[]; up: number[]; back: number[] };

/** Unit vectors of a camera that looks from `direction`: to its right, up, and back towards the camera. */
export function axes({ azimuth, elevation }: Direction): Axes {
  const [sa, ca, se, ce] = [Math.sin(azimuth), Math.cos(azimuth), Math.sin(elevation), Math.cos(elevation)];
  return { right: [ca, 0, -sa], up: [-sa * se, ce, -ca * se], back: [sa * ce, se, ca * ce] };
}

/** Shares of the view, 0..1, that stay free at the sides together, and at the top and the bottom together. */
export interface Margins {
  across: number;
  along: number;
}

/** The nearest view from `direction` in which the whole rectangle is seen within the margins. */
export function frame(rectangle: Rectangle, direction: Direction, lens: Lens, margins: Margins): Framing {
  const { right, up, back } = axes(direction);
  const tall = Math.tan(lens.fieldOfView / 2) * (1 - margins.along);
  const wide = Math.tan(lens.fieldOfView / 2) * lens.aspect * (1 - margins.across);
  let x = (rectangle.left + rectangle.right) / 2;
  let y = (rectangle.bottom + rectangle.top) / 2;
  let distance = 0;
  // Seen at an angle, the near side takes more of the view than the far one: move the centre until both are as near the edge.
  for (let round = 0; round < 24; round++) {
    const corners = [rectangle.left, rectangle.right].flatMap((cx) =>
      [rectangle.bottom, rectangle.top].map((cy) => {
        const [dx, dy] = [cx - x, cy - y];
        return {
          h: dx * (right[0] ?? 0),
          v: dx * (up[0] ?? 0) + dy * (up[1] ?? 0),
          d: dx * (back[0] ?? 0) + dy * (back[1] ?? 0),
        };
      }),
    );
    distance = Math.max(...corners.map(({ h, v, d }) => Math.max(Math.abs(h) / wide, Math.abs(v) / tall) + d), 1e-3);
    const across = corners.map(({ h, d }) => h / (distance - d));
    const along = corners.map(({ v, d }) => v / (distance - d));
    x += ((Math.max(...across) + Math.min(...across)) / 2) * distance * 0.8;
    y += ((Math.max(...along) + Math.min(...along)) / 2) * distance * 0.8;
  }
  return { x, y, distance };
}
