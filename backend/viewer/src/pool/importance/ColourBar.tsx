import { useEffect, useRef } from "preact/hooks";
import { points } from "../images/facts.ts";
import { overlay } from "./importance.ts";
import "./importance.css";

interface ColourBarProps {
  /** The largest change, 0..1. */
  most: number;
  /** What is marked on it. */
  value: number | null;
  /** What is said at its ends in place of the numbers and what they mean. */
  ends?: readonly [string, string];
}

/** The colours of the map over a middle grey, from the largest rise at the left to the largest drop at the right. */
export function ColourBar({ most, value, ends }: ColourBarProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const bar = new ImageData(257, 1);
    for (let k = 0; k < 257; k++) bar.data.set([...overlay(150, k / 128 - 1), 255], k * 4);
    context.putImageData(bar, 0, 0);
  }, []);
  return (
    <div class="pool-scale" aria-hidden="true">
      <div class="pool-scale-bar">
        <canvas ref={canvas} width={257} height={1} />
        {value !== null && most > 0 && (
          <span class="pool-scale-mark" style={{ left: `${(value / most / 2 + 0.5) * 100}%` }} />
        )}
      </div>
      <div class="pool-scale-words number">
        <span>{ends?.[0] ?? points(-most)}</span>
        <span>0</span>
        <span>{ends?.[1] ?? points(most)}</span>
      </div>
      {!ends && (
        <div class="pool-scale-words muted">
          <span>speaks against</span>
          <span>speaks for it</span>
        </div>
      )}
    </div>
  );
}
