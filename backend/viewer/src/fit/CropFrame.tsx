import { useRef, useState } from "preact/hooks";
import type { NetworkSummary } from "../protocol/messages.ts";
import { type Fit, type Fitting, pageFitting } from "../state/fitting.ts";
import type { ChosenImage } from "../state/images.ts";
import { moved, placeAfterKey, readPart, roomOf, shownShape } from "./frame.ts";
import "./cropFrame.css";

interface CropFrameProps {
  picture: ChosenImage;
  /** Undefined before the catalog is here: nothing is framed then. */
  network: NetworkSummary | undefined;
  fitting?: Fitting | undefined;
}

/** A picture as the network takes it in: framed where it is cropped, squeezed, or with black beside it. */
export function CropFrame({ picture, network, fitting = pageFitting }: CropFrameProps) {
  const way: Fit = network && picture.width > 0 ? fitting.fit.value : "crop";
  const shape = network && picture.width > 0 ? shownShape(picture, network, way) : picture.width / picture.height;
  return (
    <span class="crop-picture" data-fit={way} style={{ aspectRatio: String(shape) }}>
      <img src={picture.thumbnailUrl ?? ""} alt={picture.title} draggable={false} />
      {network && way === "crop" && <Frame picture={picture} network={network} fitting={fitting} />}
    </span>
  );
}

/** The outline of what the network reads, to be moved; the rest is darkened. */
function Frame({ picture, network, fitting }: { picture: ChosenImage; network: NetworkSummary; fitting: Fitting }) {
  const { cropAt } = fitting;
  const [held, setHeld] = useState<number | null>(null);
  const grip = useRef<{ at: number; from: number; span: number } | null>(null);
  const at = held ?? cropAt.value;
  const part = readPart(picture, network, at);
  const way = roomOf(part);
  if (way === null) return null;
  const across = way.axis === "x";
  const share = (value: number) => `${value * 100}%`;
  const pointed = (event: PointerEvent) => (across ? event.clientX : event.clientY);
  const onPointerDown = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    const whole = event.currentTarget.parentElement?.getBoundingClientRect();
    if (event.button !== 0 || !whole) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    grip.current = { at, from: pointed(event), span: across ? whole.width : whole.height };
    setHeld(at);
  };
  const onPointerMove = (event: PointerEvent) => {
    if (!grip.current) return;
    const { at: start, from, span } = grip.current;
    setHeld(moved(start, (pointed(event) - from) / span, way.room));
  };
  const onRelease = (keep: boolean) => {
    if (!grip.current) return;
    grip.current = null;
    if (keep && held !== null) cropAt.value = held;
    setHeld(null);
  };
  return (
    <span
      class="crop-frame"
      data-axis={way.axis}
      data-held={held !== null}
      role="slider"
      tabIndex={0}
      aria-label="Where the crop lies"
      aria-orientation={across ? "horizontal" : "vertical"}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(at * 100)}
      aria-valuetext={`${Math.round(at * 100)}% of the way from the ${across ? "left" : "top"}`}
      style={{ left: share(part.left), top: share(part.top), width: share(part.width), height: share(part.height) }}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => onRelease(true)}
      onPointerCancel={() => onRelease(false)}
      onKeyDown={(event) => {
        const next = placeAfterKey(event.key, cropAt.value);
        if (next === null) return;
        event.preventDefault();
        event.stopPropagation();
        cropAt.value = next;
      }}
    />
  );
}
