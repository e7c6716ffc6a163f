import type { Signal } from "@preact/signals";
import { useId } from "preact/hooks";
import "../ui/field.css";

/** What a run is to be called. */
export function RunNameField({ label, of }: { label: string; of: Signal<string> }) {
  const id = useId();
  return (
    <div class="field">
      <label class="field-label" for={id}>
        {label}
      </label>
      <input
        id={id}
        class="field-input"
        type="text"
        maxLength={64}
        pattern="[a-z0-9][a-z0-9_\-]*"
        title="Small letters, digits, hyphens and underscores"
        autocomplete="off"
        spellcheck={false}
        value={of.value}
        onInput={(event) => {
          of.value = event.currentTarget.value;
        }}
      />
    </div>
  );
}
