import type { ClassLabel } from "../protocol/messages.ts";
import { ClassName } from "./ClassName.tsx";
import { atMostPercent, percent } from "./words.ts";
import "./classes.css";

interface ProbabilityBarProps {
  label: ClassLabel;
  /** 0..1. */
  value: number;
  /** The same class's probability before a change, 0..1: drawn as a mark on the bar. */
  before?: number | null | undefined;
  /** All that is known is that it is at most `value`. */
  atMost?: boolean | undefined;
  /** Draws this one as the answer. */
  strong?: boolean | undefined;
  /** Tells how it is computed; the number then is a button. */
  explain?: (() => void) | undefined;
}

/** A class with its probability as a number and as a bar. */
export function ProbabilityBar({ label, value, before, atMost = false, strong, explain }: ProbabilityBarProps) {
  const told = atMost ? atMostPercent(value) : percent(value);
  return (
    <div class="probability" data-strong={strong ?? false}>
      <ClassName label={label} />
      {explain ? (
        <button
          type="button"
          class="probability-number number"
          aria-label={`${told} for ${label.name}: how is this computed?`}
          title="How is this computed?"
          onClick={explain}
        >
          {told}
        </button>
      ) : (
        <span class="probability-number number">{told}</span>
      )}
      <span class="probability-track" aria-hidden="true">
        <span class="probability-bar" style={{ width: `${value * 100}%` }} />
        {before != null && <span class="probability-before" style={{ left: `${before * 100}%` }} />}
      </span>
      {before != null && <span class="unseen">before: {percent(before)}</span>}
    </div>
  );
}
