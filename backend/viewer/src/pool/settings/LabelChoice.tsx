import { choose } from "../../state/choose.ts";
import { Select } from "../../ui/Select.tsx";
import type { PoolSoFar } from "../run/fold.ts";
import type { PoolSession } from "../session/poolSession.ts";
import { usePool } from "../session/usePool.ts";

/** Networks of so many classes or fewer have all of them in the list; of others those that the pool has met. */
const MAX_LISTED = 40;
const USUAL = "";

/** Which label the pool is about. */
export function LabelChoice({ title = "Label examined", onChosen }: { title?: string; onChosen?: () => void }) {
  const session = usePool();
  const { label } = session.settings;
  const names = labelNames(session);
  return (
    <Select
      label={title}
      value={label.value === null ? USUAL : String(firstClass(label.value, session))}
      options={[
        { value: USUAL, label: "The most probable one" },
        ...names.map(({ index, name }) => ({ value: String(index), label: name })),
      ]}
      onChange={(value) => {
        choose("label_examined", label, value === USUAL ? null : Number(value), value || "usual");
        onChosen?.();
      }}
    />
  );
}

function labelNames(session: PoolSession): { index: number; name: string }[] {
  const { subject, settings, run } = session;
  const all = subject.network.value?.class_names ?? [];
  const merged = subject.merging.labels.value ?? [];
  const now = run.pool.value;
  const { label } = settings;
  const met = all.length <= MAX_LISTED ? all.keys() : [...(now?.labels.keys() ?? []), ...cornersOf(now)];
  const wanted = [...met, ...(label.value === null ? [] : [label.value])].map((index) => firstClass(index, session));
  return [...new Set([...wanted, ...merged.flatMap(({ classes }) => classes[0] ?? [])])]
    .sort((a, b) => a - b)
    .map((index) => {
      const name = merged.find(({ classes }) => classes.includes(index))?.name ?? all[index] ?? `class ${index}`;
      return { index, name };
    });
}

/** What stands for a label in a request whatever else is merged: a merged label's first class, else the class itself. */
function firstClass(index: number, { subject }: PoolSession): number {
  const merged = subject.merging.labels.value ?? [];
  const count = subject.network.value?.class_names.length ?? Number.POSITIVE_INFINITY;
  const own = index < count ? merged.find(({ classes }) => classes.includes(index)) : merged[index - count];
  return own?.classes[0] ?? index;
}

function cornersOf(now: PoolSoFar | null): number[] {
  return now ? [now.original.label.index, ...now.vertices.map((vertex) => vertex.label.index)] : [];
}
