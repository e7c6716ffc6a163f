import { useRef } from "preact/hooks";
import { Icon, type IconName } from "./Icon.tsx";
import "./segmented.css";

/** One of the things to choose from. */
export interface Option<T extends string> {
  value: T;
  label: string;
  icon?: IconName | undefined;
  disabled?: boolean | undefined;
}

interface SegmentedProps<T extends string> {
  /** What is chosen, for screen readers; shown above only where `shown` is set. */
  label: string;
  shown?: boolean | undefined;
  options: readonly Option<T>[];
  /** Null where nothing is chosen. */
  value: T | null;
  onChange: (value: T) => void;
  "data-tour"?: string | undefined;
}

/** A choice of a few, all in sight. Arrow keys move the choice; Home and End go to its ends. */
export function Segmented<T extends string>({ label, shown, options, value, onChange, ...rest }: SegmentedProps<T>) {
  const group = useRef<HTMLDivElement>(null);
  const enabled = options.filter((option) => !option.disabled);
  const entry = enabled.find((option) => option.value === value) ?? enabled[0];

  const onKeyDown = (event: KeyboardEvent) => {
    const at = enabled.findIndex((option) => option.value === (document.activeElement as HTMLElement)?.dataset.value);
    const next = target(event.key, at, enabled.length);
    const option = next === null ? undefined : enabled[next];
    if (!option) return;
    event.preventDefault();
    group.current?.querySelector<HTMLElement>(`[data-value="${CSS.escape(option.value)}"]`)?.focus();
    if (option.value !== value) onChange(option.value);
  };

  const choice = (
    <div ref={group} class="segmented" role="radiogroup" aria-label={label} onKeyDown={onKeyDown} {...rest}>
      {options.map((option) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio cannot hold an icon and words as one target
        <button
          key={option.value}
          type="button"
          role="radio"
          class="segmented-option"
          data-value={option.value}
          aria-checked={option.value === value}
          disabled={option.disabled}
          tabIndex={option === entry ? 0 : -1}
          onClick={() => option.value !== value && onChange(option.value)}
        >
          {option.icon && <Icon name={option.icon} />}
          <span>{option.label}</span>
        </button>
      ))}
    </div>
  );
  if (!shown) return choice;
  return (
    <div class="field">
      <span class="field-label" aria-hidden="true">
        {label}
      </span>
      {choice}
    </div>
  );
}

/** Where a key moves from place `at` of `count`, around the ends; null for keys that do not move. */
function target(key: string, at: number, count: number): number | null {
  if (count === 0) return null;
  if (key === "ArrowRight" || key === "ArrowDown") return (at + 1) % count;
  if (key === "ArrowLeft" || key === "ArrowUp") return (at - 1 + count) % count;
  if (key === "Home") return 0;
  if (key === "End") return count - 1;
  return null;
}
