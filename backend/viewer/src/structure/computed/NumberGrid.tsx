import { useCallback, useRef } from "preact/hooks";
import { divergingColour, divergingPicture } from "../compare/diverging.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { shortText } from "./stepWords.ts";

/** More numbers than this are drawn as a picture. */
const MAX_NUMBERS = 81;

interface NumberGridProps {
  label: string;
  values: readonly number[];
  width: number;
  /** The number with the strongest colour. */
  limit: number;
  /** Whether they are there to be seen; otherwise an empty place is. */
  there: boolean;
  /** The one that is passed on. */
  picked?: number | null | undefined;
  /** What a press on one does; null where there is nothing behind it. */
  onPress?: ((index: number) => (() => void) | null) | undefined;
}

/** Numbers as they lie in a patch, in colours from blue (negative) over white to red. */
export function NumberGrid({ label, values, width, limit, there, picked, onPress }: NumberGridProps) {
  const height = values.length / width;
  return (
    <figure class="computed-grid" data-there={there}>
      <figcaption class="small muted">{label}</figcaption>
      {values.length > MAX_NUMBERS ? (
        <Picture values={values} width={width} limit={limit} label={`${label}: ${height} by ${width} numbers`} />
      ) : (
        <Numbers {...{ label, values, width, limit, there, picked, onPress }} />
      )}
    </figure>
  );
}

function Picture({
  values,
  width,
  limit,
  label,
}: {
  values: readonly number[];
  width: number;
  limit: number;
  label: string;
}) {
  const height = values.length / width;
  const paint = useCallback(
    () => divergingPicture(Float64Array.from(values), { height, width }, limit),
    [values, height, width, limit],
  );
  return (
    <div class="computed-picture">
      <LazyCanvas width={width} height={height} paint={paint} label={label} />
    </div>
  );
}

function Numbers({ label, values, width, limit, there, picked, onPress }: NumberGridProps) {
  const grid = useRef<HTMLDivElement>(null);
  const onKeyDown = (event: KeyboardEvent) => {
    const cells = [...(grid.current?.querySelectorAll<HTMLElement>("button") ?? [])];
    const at = cells.indexOf(document.activeElement as HTMLElement);
    const next = cells[at + ({ ArrowRight: 1, ArrowLeft: -1, ArrowDown: width, ArrowUp: -width }[event.key] ?? 0)];
    if (at < 0 || !event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
    next?.focus();
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: its keys go through the buttons in it
    <div
      ref={grid}
      class="computed-cells number"
      style={{ gridTemplateColumns: `repeat(${width}, minmax(0, 1fr))`, "--columns": width }}
      onKeyDown={onKeyDown}
    >
      {values.map((value, index) => {
        const press = there && onPress ? onPress(index) : null;
        const place = `${label}, row ${Math.floor(index / width)}, column ${index % width}`;
        const shared = {
          class: "computed-cell",
          "data-picked": picked === index,
          style: { ...cellColours(value, limit), "--place": index },
        };
        const text = shortText(value);
        return onPress ? (
          <button
            key={index}
            type="button"
            {...shared}
            tabIndex={index === 0 ? 0 : -1}
            aria-disabled={press === null}
            aria-label={`${place}: ${text}${press ? "" : ", padding"}`}
            onClick={() => press?.()}
          >
            {text}
          </button>
        ) : (
          <span key={index} {...shared}>
            {text}
          </span>
        );
      })}
    </div>
  );
}

function cellColours(value: number, limit: number): { background: string; color: string } {
  const [red, green, blue] = divergingColour(limit > 0 ? value / limit : 0);
  const light = (0.299 * red + 0.587 * green + 0.114 * blue) / 255;
  return { background: `rgb(${red} ${green} ${blue})`, color: light > 0.55 ? "#10181c" : "#ffffff" };
}
