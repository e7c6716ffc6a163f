import { useEffect, useId, useState } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import "./field.css";
import "./number.css";

interface NumberFieldProps {
  label: string;
  min: number;
  max: number;
  step?: number | undefined;
  value: number;
  /** Called with values between `min` and `max` only, on a multiple of `step` from `min`. */
  onChange: (value: number) => void;
  unit?: string | undefined;
  disabled?: boolean | undefined;
}

/**
 * A number to type or to step through. What is typed is taken on Enter or when the field is left, brought to the
 * nearest value allowed; text that is no number goes back to the value before.
 */
export function NumberField({ label, min, max, step = 1, value, onChange, unit, disabled }: NumberFieldProps) {
  const id = useId();
  const [typed, setTyped] = useState(String(value));
  useEffect(() => setTyped(String(value)), [value]);

  const take = (wanted: number) => {
    const next = nearest(wanted, min, max, step);
    setTyped(String(next));
    if (next !== value) onChange(next);
  };
  const takeTyped = () => {
    const number = Number(typed.trim().replace(",", "."));
    if (typed.trim() === "" || !Number.isFinite(number)) setTyped(String(value));
    else take(number);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const moves: Record<string, () => void> = {
      Enter: takeTyped,
      Escape: () => setTyped(String(value)),
      ArrowUp: () => take(value + step),
      ArrowDown: () => take(value - step),
      PageUp: () => take(value + 10 * step),
      PageDown: () => take(value - 10 * step),
    };
    const move = moves[event.key];
    if (!move) return;
    if (event.key !== "Enter") event.preventDefault();
    move();
  };

  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
        {unit && <span class="number-unit"> ({unit})</span>}
      </label>
      <div class="number-box">
        <button
          type="button"
          class="number-step"
          aria-label={`Less: ${label}`}
          tabIndex={-1}
          disabled={disabled || value <= min}
          onClick={() => take(value - step)}
        >
          <Icon name="minus" size={14} />
        </button>
        <input
          id={id}
          class="number-input"
          type="text"
          inputMode={Number.isInteger(step) ? "numeric" : "decimal"}
          role="spinbutton"
          aria-valuenow={value}
          aria-valuemin={min}
          aria-valuemax={max}
          aria-invalid={value < min || value > max}
          autocomplete="off"
          value={typed}
          disabled={disabled}
          onInput={(event) => setTyped(event.currentTarget.value)}
          onBlur={takeTyped}
          onKeyDown={onKeyDown}
        />
        {/* The digits of a value too large, as an address may bring, need the room of this button. */}
        {value <= max && (
          <button
            type="button"
            class="number-step"
            aria-label={`More: ${label}`}
            tabIndex={-1}
            disabled={disabled || value >= max}
            onClick={() => take(value + step)}
          >
            <Icon name="plus" size={14} />
          </button>
        )}
      </div>
    </div>
  );
}

/** The multiple of `step` from `min` that is nearest to `wanted`, between `min` and `max`. */
function nearest(wanted: number, min: number, max: number, step: number): number {
  const steps = Math.round((Math.min(Math.max(wanted, min), max) - min) / step);
  const value = min + steps * step;
  // Steps such as 0.1 leave digits that nobody asked for.
  return Number((value > max ? value - step : value).toPrecision(12));
}
