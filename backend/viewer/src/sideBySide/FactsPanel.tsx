import { Panel } from "../ui/Panel.tsx";
import { PairTable } from "./PairTable.tsx";
import type { Side } from "./sideBySide.ts";
import { useSideBySide } from "./useSideBySide.ts";

/** What is said of each network, and how. */
const FACTS: readonly { title: string; of: (side: Side) => string | null }[] = [
  { title: "Input", of: ({ subject }) => sizeText(subject.inputSize.value) },
  { title: "Parameters", of: ({ subject }) => millions(subject.network.value?.parameters) },
  { title: "Weights", of: ({ subject }) => megabytes(subject.network.value?.summary.weights.megabytes) },
  { title: "Classes", of: ({ subject }) => subject.network.value?.summary.class_count.toLocaleString("en") ?? null },
  { title: "Layers shown", of: layersShown },
  { title: "Last answer took", of: ({ answers }) => seconds(answers.lastSeconds.value) },
];

/** Size, parameters and time of both networks. */
export function FactsPanel() {
  const { a, b } = useSideBySide();
  return (
    <Panel title="Size and time">
      <PairTable
        caption="Size and time of both networks"
        class="beside-facts small"
        rows={FACTS.map(({ title, of }) => ({
          key: title,
          head: title,
          cells: [<td key="A">{of(a) ?? "–"}</td>, <td key="B">{of(b) ?? "–"}</td>],
        }))}
      />
      <p class="small muted">
        Times are from asking to the last layer, as seen from here. Both share the machine, so that one waits for the
        other.
      </p>
    </Panel>
  );
}

function layersShown({ display, subject }: Side): string | null {
  return subject.network.value && String(display.columnLayers.value.length);
}

function sizeText(size: { height: number; width: number } | null): string | null {
  return size && `${size.height} × ${size.width}`;
}

function millions(number: number | undefined): string | null {
  if (number === undefined) return null;
  return number < 1e5 ? number.toLocaleString("en") : `${(number / 1e6).toFixed(1)} million`;
}

function megabytes(size: number | null | undefined): string | null {
  if (size == null || size === 0) return null;
  return size < 0.1 ? "under 0.1 MB" : `${size < 10 ? size.toFixed(1) : Math.round(size).toLocaleString("en")} MB`;
}

function seconds(time: number | null): string | null {
  return time === null ? null : `${time.toFixed(2)} s`;
}
