import { useId } from "preact/hooks";
import { HelpButton } from "./HelpButton.tsx";
import { Icon } from "./Icon.tsx";
import type { Option } from "./Segmented.tsx";
import "./field.css";
import "./select.css";

interface SelectProps<T extends string> {
  label: string;
  /** Hides the label from sight where its place says it all. */
  labelUnseen?: boolean | undefined;
  /** A topic of the help. */
  help?: string | undefined;
  options: readonly Option<T>[];
  value: T;
  onChange: (value: T) => void;
  disabled?: boolean | undefined;
}

/** A choice of many, one in sight. */
export function Select<T extends string>({
  label,
  labelUnseen,
  help,
  options,
  value,
  onChange,
  disabled,
}: SelectProps<T>) {
  const id = useId();
  return (
    <div class="field">
      <span class={labelUnseen ? "unseen" : "field-label"}>
        <label for={id}>{label}</label>
        {help && <HelpButton topic={help} about={label} />}
      </span>
      <div class="select-box">
        <select
          id={id}
          class="field-input select-input"
          value={value}
          disabled={disabled}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.currentTarget.value);
            if (chosen) onChange(chosen.value);
          }}
        >
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.disabled}>
              {option.label}
            </option>
          ))}
        </select>
        <Icon name="chevron-down" size={16} />
      </div>
    </div>
  );
}
