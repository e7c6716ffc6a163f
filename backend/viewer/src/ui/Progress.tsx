import { timeLeft } from "./words.ts";
import "./progress.css";

interface ProgressBarProps {
  /** 0..1; null where it is not known. */
  value: number | null;
  /** What is being done. */
  label: string;
  secondsLeft?: number | null | undefined;
}

/** How far something is, and how long it still takes where that is known. */
export function ProgressBar({ value, label, secondsLeft }: ProgressBarProps) {
  const share = value === null ? undefined : Math.round(Math.min(Math.max(value, 0), 1) * 100);
  return (
    <div class="progress">
      <div class="progress-words">
        <span>{label}</span>
        <span class="number muted">{timeLeft(secondsLeft, value)}</span>
      </div>
      <div
        class="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
      >
        <div
          class="progress-bar"
          data-known={share !== undefined}
          style={{ width: share === undefined ? "" : `${share}%` }}
        />
      </div>
    </div>
  );
}

/** A small turning ring for waits of unknown length; `label` is read by screen readers. */
export function Spinner({ label, size = 20 }: { label: string; size?: number | undefined }) {
  return (
    <span class="spinner" role="status" style={{ width: `${size}px`, height: `${size}px` }}>
      <span class="unseen">{label}</span>
    </span>
  );
}
