import { network } from "../state/choice.ts";
import { Select } from "../ui/Select.tsx";
import { pool } from "./run.ts";
import { label } from "./settings.ts";

/** Networks of so many classes or fewer have all of them in the list; of others those that the pool has met. */
const MOST_LISTED = 40;
const USUAL = "";

/** Which label the pool is about. */
export function LabelChoice() {
  const names = labelNames();
  return (
    <Select
      label="Label examined"
      value={label.value === null ? USUAL : String(label.value)}
      options={[
        { value: USUAL, label: "The most probable one" },
        ...names.map(({ index, name }) => ({ value: String(index), label: name })),
      ]}
      onChange={(value) => {
        label.value = value === USUAL ? null : Number(value);
      }}
    />
  );
}

function labelNames(): { index: number; name: string }[] {
  const all = network.value?.class_names ?? [];
  const now = pool.value;
  const met = all.length <= MOST_LISTED ? all.keys() : [...(now?.labels.keys() ?? []), ...cornersOf(now)];
  const wanted = label.value === null ? met : [...met, label.value];
  return [...new Set(wanted)].sort((a, b) => a - b).map((index) => ({ index, name: all[index] ?? `class ${index}` }));
}

function cornersOf(now: typeof pool.value): number[] {
  return now ? [now.original.label.index, ...now.vertices.map((vertex) => vertex.label.index)] : [];
}
