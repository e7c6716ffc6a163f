import { useId } from "preact/hooks";
import { choose } from "../../state/choose.ts";
import { FILL_NAMES, FILLS, type Fill } from "../../state/fill.ts";
import { usePool } from "../session/usePool.ts";
import "./moreFills.css";

/** Further fills: every mask is laid with each of those that are ticked, as copies of their own. */
export function MoreFills() {
  const id = useId();
  const { fill, fills, moreFills } = usePool().settings;
  const set = (one: Fill, on: boolean) => {
    const next = FILLS.filter((each) => (each === one ? on : fills.value.includes(each)) && each !== fill.value);
    choose("more_fills", moreFills, next, next.join(" ") || "none");
  };
  return (
    <fieldset class="more-fills" aria-labelledby={id}>
      <legend id={id} class="field-label">
        And once more with
      </legend>
      {FILL_NAMES.filter(({ value }) => value !== fill.value).map(({ value, label }) => (
        <label key={value} class="more-fills-one">
          <input
            type="checkbox"
            checked={fills.value.includes(value)}
            onChange={(event) => set(value, event.currentTarget.checked)}
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}
