import { useId } from "preact/hooks";
import "./field.css";
import "./slider.css";

interface SliderProps {
  label: string;
  min: number;
  max: number;
  step?: number | undefined;
  value: number;
  /** While it moves. */
  onInput?: ((value: number) => void) | undefined;
  /** When it is let go. */
  onChange?: ((value: number) => void) | undefined;
  unit?: string | undefined;
  /** How the value reads; without it, the number and the unit. */
  format?: ((value: number) => string) | undefined;
  disabled?: boolean | undefined;
}

/** A number in a range that a person finds by moving. */
export function Slider({ label, min, max, step = 1, value, onInput, onChange, unit, format, disabled }: SliderProps) {
  const id = useId();
  const words = format ? format(value) : unit ? `${value} ${unit}` : String(value);
  const share = max > min ? (value - min) / (max - min) : 0;
  return (
    <div class="field">
      <div class="field-row">
        <label class="field-label" for={id}>
          {label}
        </label>
        <output class="field-value" for={id}>
          {words}
        </output>
      </div>
      <input
        id={id}
        class="slider"
        type="range"
        min={min}
        max={max}
        step={step}
        value={value}
        disabled={disabled}
        aria-valuetext={words}
        style={{ "--share": `${share * 100}%` }}
        onInput={(event) => onInput?.(event.currentTarget.valueAsNumber)}
        onChange={(event) => onChange?.(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
