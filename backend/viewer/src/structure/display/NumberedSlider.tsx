import { useId } from "preact/hooks";
import { clamp } from "../masks/mask.ts";

interface NumberedSliderProps {
  label: string;
  min: number;
  max: number;
  /** The slider goes up to here; the field takes more. */
  common: number;
  value: number;
  onChange: (value: number) => void;
}

/** A whole number to slide over the common values or to type. */
export function NumberedSlider({ label, min, max, common, value, onChange }: NumberedSliderProps) {
  const id = useId();
  const top = Math.max(common, value);
  return (
    <div class="field">
      <div class="field-row">
        <label class="field-label" for={id}>
          {label}
        </label>
        <input
          class="field-input number-small number"
          type="number"
          inputMode="numeric"
          aria-label={`${label}, ${min} to ${max}`}
          min={min}
          max={max}
          value={value}
          onChange={(event) => {
            const typed = Math.round(event.currentTarget.valueAsNumber);
            const next = Number.isFinite(typed) ? clamp(typed, min, max) : value;
            event.currentTarget.value = String(next);
            onChange(next);
          }}
        />
      </div>
      <input
        id={id}
        class="slider"
        type="range"
        min={min}
        max={top}
        value={value}
        style={{ "--share": `${((value - min) / (top - min)) * 100}%` }}
        onInput={(event) => onChange(event.currentTarget.valueAsNumber)}
      />
    </div>
  );
}
