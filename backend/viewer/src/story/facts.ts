import type { Told } from "../state/tell.ts";
import { percent } from "../ui/words.ts";

/** A share of the picture that was hidden, and the probability that the answer had then; null below the ten that are told. */
interface Try {
  readonly hidden: number;
  readonly now: number | null;
}

/** What a person has seen of a network's answers since their story began. Shares and probabilities are 0..1. */
export interface Facts {
  /** The most probable class without masks, and its probability. */
  readonly answer: string | null;
  readonly before: number | null;
  /** The latest answer with masks; null while nothing is hidden. */
  readonly latest: (Try & { readonly instead: string }) | null;
  /** How often the person has hidden something. */
  readonly tries: number;
  /** Of the tries that lost the answer, the one that hid least. */
  readonly best: Try | null;
  /** Of the pool. */
  readonly copies: number | null;
  readonly changed: number | null;
}

export const NO_FACTS: Facts = {
  answer: null,
  before: null,
  latest: null,
  tries: 0,
  best: null,
  copies: null,
  changed: null,
};

/** What is known after something was told. */
export function afterTold(facts: Facts, { kind, content }: Told): Facts {
  if (kind === "mask_drawn" || kind === "mask_moved") return { ...facts, tries: facts.tries + 1 };
  if (kind !== "recalculation_answered") return facts;
  const { operation, label, probability } = content;
  if (typeof label !== "string" || typeof probability !== "number") return facts;
  if (operation === "pools") return afterPool(facts, label, probability, content);
  return operation === "layers" ? afterLayers(facts, label, probability, content) : facts;
}

function afterPool(facts: Facts, label: string, probability: number, content: Told["content"]): Facts {
  const { copies, changed } = content;
  if (typeof copies !== "number" || typeof changed !== "number") return facts;
  return { ...facts, answer: label, before: probability, copies, changed };
}

function afterLayers(facts: Facts, label: string, probability: number, content: Told["content"]): Facts {
  const { hidden, original, original_probability } = content;
  if (typeof hidden !== "number") return facts;
  if (hidden === 0) return { ...facts, answer: label, before: probability, latest: null };
  const now = typeof original_probability === "number" ? original_probability : null;
  const latest = { hidden, now, instead: label };
  const lost = typeof original === "string" && label !== original;
  const better = lost && (facts.best === null || hidden < facts.best.hidden);
  return { ...facts, latest, best: better ? { hidden, now } : facts.best };
}

const BRACES = /\{([a-z_]+)\}/g;

/** A text with its values; null where one of them is not known yet. */
export function filled(text: string, facts: Facts): string | null {
  let known = true;
  const told = text.replace(BRACES, (_, name: string) => {
    const value = toldOf(name, facts);
    if (value === null) known = false;
    return value ?? "";
  });
  return known ? told : null;
}

function toldOf(name: string, { answer, before, latest, tries, best, copies, changed }: Facts): string | null {
  switch (name) {
    case "answer":
      return answer;
    case "before":
      return before === null ? null : percent(before);
    case "hidden":
      return latest && percent(latest.hidden);
    case "now":
      return latest && chance(latest.now);
    case "instead":
      return latest?.instead ?? null;
    case "tries":
      return tries === 0 ? null : String(tries);
    case "best_hidden":
      return best && percent(best.hidden);
    case "best_now":
      return best && chance(best.now);
    case "copies":
      return copies === null ? null : String(copies);
    case "changed":
      return changed === null ? null : String(changed);
    default:
      return null; // of a newer server
  }
}

/** Beyond the ten classes that are told, a tenth of all at most. */
function chance(probability: number | null): string {
  return probability === null ? "next to nothing" : percent(probability);
}
