import { useSignal } from "@preact/signals";
import { labelOfClass } from "../state/mergedLabels.ts";
import { ClassName } from "../ui/ClassName.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { count, percent } from "../ui/words.ts";
import type { Draft } from "./draft.ts";
import type { SeenLabel } from "./seenLabel.ts";

/** Rows of what was found; who sees more searches on. */
const MAX_FOUND = 50;

/** The labels on the screen, and by a search all others, each with a box. */
export function PickList({ draft, seen }: { draft: Draft; seen: readonly SeenLabel[] }) {
  const search = useSignal("");
  const rows = rowsOf(draft, seen, search.value);
  return (
    <section aria-label="Labels to merge">
      <h3>Labels to merge</h3>
      <SearchField
        label="Search all labels"
        value={search.value}
        onInput={(text) => {
          search.value = text;
        }}
        results={search.value ? count(rows.length, "label") : undefined}
      />
      {rows.length === 0 && <p class="small muted">No label has that in its name.</p>}
      <ul class="merging-list">
        {rows.map(({ label, probability }) => (
          <li key={label.index}>
            <label class="merging-box">
              <input
                type="checkbox"
                checked={draft.picked.value.has(label.index)}
                onChange={(event) => draft.pick(label.index, event.currentTarget.checked)}
              />
              <ClassName label={label} />
              {draft.sizeOf(label.index) > 1 && (
                <span class="small muted">{count(draft.sizeOf(label.index), "class", "classes")}</span>
              )}
              <span class="number muted merging-number">{probability === null ? "" : percent(probability)}</span>
            </label>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Labels as they are now: what is on the screen may be older by a moment. */
function rowsOf(draft: Draft, seen: readonly SeenLabel[], search: string): SeenLabel[] {
  const [labels, names] = [draft.labels.value, draft.classNames.value];
  const present = (index: number) =>
    index < names.length + labels.length && labelOfClass(index, labels, names.length) === index;
  const known = new Map(
    seen
      .filter(({ label }) => present(label.index) && draft.nameOf(label.index) === label.name)
      .map((one) => [one.label.index, one]),
  );
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) {
    const picked = [...draft.picked.value].filter((index) => present(index) && !known.has(index));
    return [...known.values(), ...picked.map((index) => bare(draft, index))];
  }
  const all = Array.from({ length: names.length + labels.length }, (_, index) => index);
  return all
    .filter((index) => present(index) && words.every((word) => draft.nameOf(index).toLowerCase().includes(word)))
    .slice(0, MAX_FOUND)
    .map((index) => known.get(index) ?? bare(draft, index));
}

function bare(draft: Draft, index: number): SeenLabel {
  return { label: { index, name: draft.nameOf(index), meaning: null }, probability: null };
}
