import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useMemo, useRef } from "preact/hooks";
import { canvasOf } from "../../pool/images/canvases.ts";
import { points } from "../../pool/images/facts.ts";
import { ColourBar } from "../../pool/importance/ColourBar.tsx";
import type { Pixel } from "../../pool/importance/covering.ts";
import { overlay } from "../../pool/importance/importance.ts";
import { pixelAfter } from "../../pool/importance/pixelKeys.ts";
import type { Pool } from "../../protocol/messages.ts";
import { isSameLabel } from "../answersBeside.ts";
import { useSideBySide } from "../useSideBySide.ts";
import { correlationWords } from "./correlationWords.ts";
import type { PairedMaps } from "./pairedMaps.ts";

const DIFFERENT_LABELS =
  "Each map is of its network’s own answer, and the answers differ: what speaks for one label speaks against another, so " +
  "the maps are not held against each other.";

/** What each network's answer needs, and how that differs, on one scale. */
export function ImportanceBeside() {
  const { labels, pools } = useSideBySide();
  const at = useSignal<Pixel | null>(null);
  const [both, maps, sets] = [pools.both.value, pools.maps.value, labels.value];
  if (!both || !sets) return null;
  const alike = isSameLabel(both[0].examined.label, both[1].examined.label, sets);
  return (
    <section aria-labelledby="importance-beside">
      <h3 id="importance-beside">Importance</h3>
      {maps ? (
        <Maps pools={both} maps={maps} alike={alike} at={at} />
      ) : (
        <p>They see no part of the photo together, so their importance is not compared.</p>
      )}
    </section>
  );
}

interface MapsProps {
  pools: readonly [a: Pool, b: Pool];
  maps: PairedMaps;
  /** Whether both maps are of the same label. */
  alike: boolean;
  at: Signal<Pixel | null>;
}

function Maps({ pools, maps, alike, at }: MapsProps) {
  const [one, two] = pools;
  const grey = useMemo(() => greyOf(one, maps), [one, maps]);
  const pictures = [
    { values: maps.one, caption: `A: ${one.examined.label.name}` },
    { values: maps.two, caption: `B: ${two.examined.label.name}` },
    ...(alike ? [{ values: maps.difference, caption: "Difference: A less B" }] : []),
  ];
  const pointsAt = (values: Float64Array, { row, column }: Pixel) => points(values[row * maps.width + column] ?? 0);
  const pixel = at.value;
  return (
    <>
      <p>{alike ? correlationWords(maps.correlation) : DIFFERENT_LABELS}</p>
      {/* biome-ignore lint/a11y/useSemanticElements: three pictures that are read at one place by keys of their own */}
      <div
        class="beside-maps"
        role="group"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: the values at each place must be in reach of the keyboard
        tabIndex={0}
        aria-label={`Importance of each pixel for A${alike ? ", for B, and A less B" : " and for B"}. Arrow keys read the values at a place.`}
        onKeyDown={(event) => {
          const next = pixelAfter(at.peek(), event, maps);
          if (!next) return;
          event.preventDefault();
          at.value = next;
        }}
        onPointerLeave={() => {
          at.value = null;
        }}
      >
        {pictures.map(({ values, caption }) => (
          <figure key={caption}>
            <MapPicture values={values} maps={maps} grey={grey} at={at} />
            <figcaption class="small">{caption}</figcaption>
          </figure>
        ))}
      </div>
      <p class="beside-values small muted number" role="status">
        {pixel
          ? `Here A ${pointsAt(maps.one, pixel)}, B ${pointsAt(maps.two, pixel)}${alike ? `, A less B ${pointsAt(maps.difference, pixel)}` : ""}.`
          : "Mean drop of each network’s own answer when a pixel is hidden, in percentage points (pp)."}
      </p>
      <div class="beside-bar">
        <ColourBar most={maps.limit} value={null} ends={[points(-maps.limit), points(maps.limit)]} />
        <p class="small muted">
          {alike
            ? "One scale for all three. Red in the third: A needs the place more; blue: B does. That answers differ in certainty makes a difference, too."
            : "One scale for both."}
        </p>
      </div>
    </>
  );
}

interface MapPictureProps {
  values: Float64Array;
  maps: PairedMaps;
  /** What lies below, 0..255 a pixel. */
  grey: Float64Array;
  at: Signal<Pixel | null>;
}

function MapPicture({ values, maps: { height, width, limit }, grey, at }: MapPictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const picture = new ImageData(width, height);
    values.forEach((value, pixel) => {
      picture.data.set([...overlay(grey[pixel] ?? 0, limit > 0 ? value / limit : 0), 255], pixel * 4);
    });
    canvas.current?.getContext("2d")?.putImageData(picture, 0, 0);
  }, [values, grey, height, width, limit]);
  return (
    <span
      class="beside-map"
      onPointerMove={(event) => {
        const box = event.currentTarget.getBoundingClientRect();
        at.value = {
          row: within(Math.floor(((event.clientY - box.top) / box.height) * height), height),
          column: within(Math.floor(((event.clientX - box.left) / box.width) * width), width),
        };
      }}
    >
      <canvas ref={canvas} width={width} height={height} />
      <Probe at={at} height={height} width={width} />
    </span>
  );
}

function Probe({ at, height, width }: { at: Signal<Pixel | null>; height: number; width: number }) {
  const pixel = at.value;
  if (!pixel) return null;
  const [left, top] = [(pixel.column + 0.5) / width, (pixel.row + 0.5) / height];
  return <span class="pool-importance-probe" style={{ left: `${100 * left}%`, top: `${100 * top}%` }} />;
}

/** The part of the photo that both see, in greys (Rec. 601 luma), in the size of the maps. */
function greyOf({ image }: Pool, { box, height, width }: PairedMaps): Float64Array {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  const context = canvas.getContext("2d", { willReadFrequently: true });
  context?.drawImage(canvasOf(image), box.left, box.top, box.width, box.height, 0, 0, width, height);
  const data = context?.getImageData(0, 0, width, height).data;
  return Float64Array.from({ length: height * width }, (_, pixel) => {
    const [red = 0, green = 0, blue = 0] = data?.subarray(pixel * 4, pixel * 4 + 3) ?? [];
    return 0.299 * red + 0.587 * green + 0.114 * blue;
  });
}

function within(place: number, count: number): number {
  return Math.min(Math.max(place, 0), count - 1);
}
