import type { Story } from "../protocol/messages.ts";
import { type Facts, NO_FACTS } from "./facts.ts";

const KEY = "tetrascope.story";

/** A story under way, and how far it is: a page that is loaded again goes on with it. */
export interface KeptStory {
  /** As it was when it began. */
  readonly story: Story;
  /** The number of its step. */
  readonly stepNumber: number;
  /** Of its steps, those whose goal is reached. */
  readonly reached: ReadonlySet<number>;
  /** What was chosen at each step that asks something. */
  readonly choices: ReadonlyMap<number, number>;
  readonly facts: Facts;
  /** What the facts are of. */
  readonly subject: string;
}

/** The story that this tab was left in; null for none. */
export function loadStory(): KeptStory | null {
  try {
    const kept = JSON.parse(sessionStorage.getItem(KEY) as string);
    return {
      ...kept,
      reached: new Set(kept.reached),
      choices: new Map(kept.choices),
      facts: { ...NO_FACTS, ...kept.facts },
    };
  } catch {
    return null; // nothing kept, no storage, or none allowed
  }
}

/** Keeps it for this tab, where the browser allows it; null forgets it. */
export function saveStory(kept: KeptStory | null): void {
  try {
    if (!kept) sessionStorage.removeItem(KEY);
    else
      sessionStorage.setItem(KEY, JSON.stringify({ ...kept, reached: [...kept.reached], choices: [...kept.choices] }));
  } catch {
    // Storage is full or forbidden: the story lasts until the page is left.
  }
}
