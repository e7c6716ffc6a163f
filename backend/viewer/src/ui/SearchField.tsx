import { useId } from "preact/hooks";
import { Icon } from "./Icon.tsx";
import "./field.css";
import "./search.css";

interface SearchFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  /** How many were found, in words; read aloud when it changes. */
  results?: string | undefined;
  /** Has the focus when its dialog opens. */
  autofocus?: boolean | undefined;
}

/** A field to search a list by; the list below it follows at each key. */
export function SearchField({ label, value, onInput, results, autofocus }: SearchFieldProps) {
  const id = useId();
  return (
    <div class="search">
      <Icon name="search" size={16} />
      <input
        id={id}
        class="field-input search-input"
        type="search"
        placeholder={label}
        aria-label={label}
        autocomplete="off"
        spellcheck={false}
        value={value}
        autofocus={autofocus}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      <span class="unseen" role="status">
        {results}
      </span>
    </div>
  );
}
