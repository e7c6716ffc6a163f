import type { StudyParticipant, StudyTrial } from "../protocol/messages.ts";

/** Conditions or images that stay together in an order, with what changes within. */
export interface Block {
  head: string;
  parts: string[];
}

/** An order in blocks of the same image, or of the same condition where that is what stays; as it is met. */
export function blocksOf(trials: readonly StudyTrial[]): { by: "image" | "condition"; blocks: Block[] } {
  const byImage = grouped(trials, "image", "condition");
  const byCondition = grouped(trials, "condition", "image");
  return byCondition.length < byImage.length
    ? { by: "condition", blocks: byCondition }
    : { by: "image", blocks: byImage };
}

/** A letter for each condition, in the order of their names: A, B, C, … and AA after Z. */
export function lettersOf(participants: readonly StudyParticipant[]): Map<string, string> {
  const names = new Set(participants.flatMap(({ trials }) => trials.map(({ condition }) => condition)));
  return new Map([...names].sort().map((name, place) => [name, letter(place)]));
}

function letter(place: number): string {
  const last = String.fromCharCode(65 + (place % 26));
  return place < 26 ? last : letter(Math.floor(place / 26) - 1) + last;
}

function grouped(trials: readonly StudyTrial[], head: keyof StudyTrial, part: keyof StudyTrial): Block[] {
  const blocks: Block[] = [];
  for (const trial of trials) {
    const last = blocks.at(-1);
    if (last?.head === trial[head]) last.parts.push(trial[part]);
    else blocks.push({ head: trial[head], parts: [trial[part]] });
  }
  return blocks;
}
