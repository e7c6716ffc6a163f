import { useId } from "preact/hooks";
import "./field.css";
import "./toggle.css";

interface ToggleProps {
  label: string;
  checked: boolean;
  onChange: (checked: boolean) => void;
  /** A line below the label that says what changes. */
  note?: string | undefined;
  disabled?: boolean | undefined;
}

/** Something that is on or off, and changes at once. */
export function Toggle({ label, checked, onChange, note, disabled }: ToggleProps) {
  const id = useId();
  return (
    <label class="toggle" data-disabled={disabled ?? false}>
      <span class="toggle-words">
        <span>{label}</span>
        {note && (
          <span class="field-note" id={id}>
            {note}
          </span>
        )}
      </span>
      <input
        class="toggle-input"
        type="checkbox"
        role="switch"
        aria-checked={checked}
        aria-label={label}
        aria-describedby={note ? id : undefined}
        checked={checked}
        disabled={disabled}
        onChange={(event) => onChange(event.currentTarget.checked)}
      />
    </label>
  );
}
