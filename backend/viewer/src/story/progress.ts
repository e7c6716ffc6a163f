import { batch, computed, effect, type Signal, signal, untracked } from "@preact/signals";
import type { Story, StoryStep } from "../protocol/messages.ts";
import { go } from "../state/address.ts";
import { samples, stories } from "../state/catalog.ts";
import { image, networkId } from "../state/choice.ts";
import { valueIn } from "../state/loadable.ts";
import { onTell, type Told } from "../state/tell.ts";
import { afterTold, type Facts, NO_FACTS } from "./facts.ts";
import { isReached } from "./goals.ts";
import { type KeptStory, loadStory, saveStory } from "./keptStory.ts";

/** The story under way; null for none. */
export const story: Signal<Story | null> = signal(null);

/** The number of its step. */
export const stepNumber: Signal<number> = signal(0);

/** The step. */
export const step = computed<StoryStep | null>(() => story.value?.steps[stepNumber.value] ?? null);

/** What the person has seen of the network's answers. */
export const facts: Signal<Facts> = signal(NO_FACTS);

/** Of the steps so far, those whose goal is reached. */
const reached = signal<ReadonlySet<number>>(new Set());

/** What was chosen at each step that asks something. */
export const choices: Signal<ReadonlyMap<number, number>> = signal(new Map());

/** Whether the step's goal is reached; true where it has none. */
export const done = computed(() => !step.value?.goal || reached.value.has(stepNumber.value));

/** Picture and network that the facts are of. */
const subject = computed(() => `${image.value?.imageId} ${networkId.value}`);

/** The story in which the page was left, until it is known whether the server still has it. */
let left: KeptStory | null = null;

/**
 * Listens to what the scenes tell, before a story begins too: what they have answered then, they do not tell again. Goes
 * on with the story in which this tab was left. Returns what ends it.
 */
export function listen(): () => void {
  left = loadStory();
  const stops = [
    onTell(hear),
    effect(() => {
      facts.value = left?.subject === subject.value ? left.facts : NO_FACTS;
    }),
    effect(resume),
    effect(keep),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Takes up the story that was left, at its step; where the server has it no more, or another of its name, it is over. */
function resume(): void {
  const offered = left && valueIn(stories.value); // asked for where one was left, and only there
  if (!left || !offered) return;
  const { story: before, ...kept } = left;
  left = null;
  const same = offered.find((one) => JSON.stringify(one) === JSON.stringify(before));
  if (!same?.steps[kept.stepNumber]) {
    saveStory(null);
    return;
  }
  batch(() => {
    story.value = same;
    stepNumber.value = kept.stepNumber;
    reached.value = kept.reached;
    choices.value = kept.choices;
  });
  untracked(() => note(null));
}

/** Keeps how far the story is, for a page that is loaded again. */
function keep(): void {
  if (!story.value) return;
  saveStory({
    story: story.value,
    stepNumber: stepNumber.value,
    reached: reached.value,
    choices: choices.value,
    facts: facts.value,
    subject: subject.value,
  });
}

/** Begins a story, in place of another that is under way. */
export function begin(next: Story): void {
  batch(() => {
    story.value = next;
    facts.value = { ...facts.value, tries: 0, best: null };
    reached.value = new Set();
    choices.value = new Map();
  });
  show(0);
}

/** The next step (1) or the one before (-1); after the last, the story ends. */
export function move(by: 1 | -1): void {
  const next = stepNumber.value + by;
  if (next >= (story.value?.steps.length ?? 0)) end();
  else if (next >= 0) show(next);
}

/** Ends it and forgets how far it was; what was made stays. */
export function end(): void {
  story.value = null;
  saveStory(null);
}

/** Takes what was chosen at the step that is shown. */
export function choose(choice: number): void {
  choices.value = new Map(choices.value).set(stepNumber.value, choice);
}

/** Shows a step, in its scene, on the story's picture, with the settings that it begins with. */
function show(number: number): void {
  const { steps, sample, network_id } = story.value as Story;
  const { scene, show: settings } = steps[number] as StoryStep;
  const picture = valueIn(samples.value)?.find(({ name }) => name === sample)?.image.image_id;
  const texts = Object.entries(settings ?? {}).map(([name, text]) => [name, text || null] as const);
  batch(() => {
    stepNumber.value = number;
    go(scene, {
      ...(picture !== undefined && { image: picture }),
      ...(network_id != null && { network: network_id }),
      ...Object.fromEntries(texts),
    });
  });
  note(null);
}

function hear(told: Told): void {
  facts.value = afterTold(facts.value, told);
  note(told);
}

/** Notes whether the goal of the step is reached. */
function note(told: Told | null): void {
  const goal = step.value?.goal;
  if (!goal || done.value || !isReached(goal, facts.value, told)) return;
  reached.value = new Set(reached.value).add(stepNumber.value);
}
