import type { NetworkSummary } from "../protocol/messages.ts";

/** Networks that stand in the menu without opening the whole list. */
const SHORT = 3;

/** Those that can be used first, among them the default one first; otherwise as the server orders them. */
export function ordered(networks: readonly NetworkSummary[]): NetworkSummary[] {
  return [...networks].sort((a, b) => rank(a) - rank(b));
}

/** The first few usable networks, and the chosen one where it is not among them. */
export function shortList(networks: readonly NetworkSummary[], chosen: string | null): NetworkSummary[] {
  const all = ordered(networks);
  const usable = all.filter((one) => one.weights.available && one.weights.source !== "random");
  const first = (usable.length > 0 ? usable : all).slice(0, SHORT);
  const own = all.find((one) => one.network_id === chosen);
  if (!own || first.includes(own)) return first;
  return [...first.slice(0, SHORT - 1), own];
}

/** The networks whose title, id or input size holds every word of `query`. */
export function search(networks: readonly NetworkSummary[], query: string): NetworkSummary[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return ordered(networks).filter((one) => {
    const text = `${one.title} ${one.title.replaceAll("-", "")} ${one.network_id} ${one.input_height}`.toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** What a network takes and answers, such as `224 × 224 pixels, 1,000 classes`. */
export function factsOf(network: NetworkSummary): string {
  const size = `${network.input_width} × ${network.input_height} pixels`;
  const answers = network.output.kind === "independent" ? "labels" : "classes";
  return `${size}, ${network.class_count.toLocaleString("en")} ${answers}`;
}

function rank(network: NetworkSummary): number {
  const { available, source } = network.weights;
  return (network.default ? 0 : 1) + (available ? (source === "random" ? 2 : 0) : 4);
}
