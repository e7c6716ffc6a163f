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
      value={label.value === null ? USUAL : String(label.value)}
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

function labelNames({ subject, settings, run }: PoolSession): { index: number; name: string }[] {
  const all = subject.network.value?.class_names ?? [];
  const now = run.pool.value;
  const { label } = settings;
  const met = all.length <= MAX_LISTED ? all.keys() : [...(now?.labels.keys() ?? []), ...cornersOf(now)];
  const wanted = label.value === null ? met : [...met, label.value];
  return [...new Set(wanted)].sort((a, b) => a - b).map((index) => ({ index, name: all[index] ?? `class ${index}` }));
}

function cornersOf(now: PoolSoFar | null): number[] {
  return now ? [now.original.label.index, ...now.vertices.map((vertex) => vertex.label.index)] : [];
}
