import type { MergedLabel } from "../protocol/messages.ts";
import { MAX_LABELS } from "../state/mergedLabels.ts";

const KEY = "tetrascope.mergedLabels";

type Saved = Record<string, MergedLabel[]>;

/** The merged labels that this browser has kept of a network, the latest first. */
export function savedLabels(network: string): readonly MergedLabel[] {
  return read()[network] ?? [];
}

/** Keeps a merged label of a network, in place of one of that name. */
export function saveLabel(network: string, label: MergedLabel): void {
  const others = savedLabels(network).filter(({ name }) => name !== label.name);
  write({ ...read(), [network]: [label, ...others].slice(0, MAX_LABELS) });
}

/** Forgets one. */
export function forgetLabel(network: string, name: string): void {
  write({ ...read(), [network]: savedLabels(network).filter((label) => label.name !== name) });
}

/** Whatever is in the store: other versions of this page, and people, may have written it. */
function read(): Saved {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    if (typeof found !== "object" || found === null) return {};
    const networks = Object.entries(found).filter((entry): entry is [string, unknown[]] => Array.isArray(entry[1]));
    return Object.fromEntries(networks.map(([network, labels]) => [network, labels.filter(isLabel)]));
  } catch {
    return {}; // no storage, or none allowed, or no JSON
  }
}

function isLabel(value: unknown): value is MergedLabel {
  if (typeof value !== "object" || value === null) return false;
  const { name, classes } = value as Partial<MergedLabel>;
  return (
    typeof name === "string" &&
    Array.isArray(classes) &&
    classes.every((index) => Number.isInteger(index) && index >= 0)
  );
}

function write(saved: Saved): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(saved));
  } catch {
    // They last as long as the address that says them.
  }
}
