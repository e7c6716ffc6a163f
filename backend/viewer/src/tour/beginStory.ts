import type { Story } from "../protocol/messages.ts";
import { toursSeen } from "../state/settings.ts";
import { begin } from "../story/progress.ts";

/** Begins a story; the scenes that it leads through offer none again. */
export function beginStory(story: Story): void {
  toursSeen.value = [...new Set([...toursSeen.value, ...story.steps.map(({ scene }) => scene)])];
  begin(story);
}
