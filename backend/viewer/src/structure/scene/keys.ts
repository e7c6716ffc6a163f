/** What a key asks of the scene. */
export type KeyCommand =
  | { do: "panel"; columns: number; rows: number }
  | { do: "pixel"; columns: number; rows: number }
  | { do: "open" }
  | { do: "switch" }
  | { do: "leave" }
  | { do: "zoom"; factor: number }
  | { do: "home" }
  | { do: "fit" };

const ARROWS: Record<string, [columns: number, rows: number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};
const ZOOM_STEP = 1.25;

/** What a key asks for; null for keys that are not the scene's. Arrows go from panel to panel, with shift from pixel to pixel. */
export function keyCommand(event: KeyboardEvent): KeyCommand | null {
  if (event.ctrlKey || event.metaKey || event.altKey) return null;
  const arrow = ARROWS[event.key];
  if (arrow) return { do: event.shiftKey ? "pixel" : "panel", columns: arrow[0], rows: arrow[1] };
  switch (event.key) {
    case "+":
    case "=":
      return { do: "zoom", factor: ZOOM_STEP };
    case "-":
    case "_":
      return { do: "zoom", factor: 1 / ZOOM_STEP };
    case "0":
    case "Home":
      return { do: "home" };
    case "f":
    case "F":
      return { do: "fit" };
    case "Enter":
    case " ":
      return { do: "open" };
    case "x":
    case "X":
      return { do: "switch" };
    case "Escape":
      return { do: "leave" };
    default:
      return null;
  }
}
