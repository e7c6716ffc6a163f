import { computed, type ReadonlySignal } from "@preact/signals";
import { ask } from "../../state/ask.ts";
import { IDLE, type Loadable, valueIn } from "../../state/loadable.ts";
import type { Subject } from "../../state/subject.ts";
import { KeptAnswers } from "../answers/keptAnswers.ts";
import { type Edge, outlines, type Segments, segmentsOf } from "../masks/segments.ts";
import type { Tools } from "./tools.ts";

/** Superpixels with their outlines, found once. */
export interface Outlined {
  segments: Segments;
  edges: Edge[];
}

/** Said while they are on their way. */
export const DIVIDING = "Dividing the image into regions …";

const MAX_KEPT = 6;

/** The superpixels of a session's input, asked for when the tool is first taken. */
export class Superpixels {
  readonly outlined: ReadonlySignal<Loadable<Outlined>> = computed(() => {
    const { imageId, networkId, key, fitting } = this.subject;
    if (this.tools.inHand.value !== "superpixel" || imageId.value === null || networkId.value === null) return IDLE;
    const segments = this.tools.segmentCount.value;
    const body = { image_id: imageId.value, network_id: networkId.value, ...fitting.request.value, segments };
    return this.kept.of(`${key.value} ${segments}`, async () => {
      const answer = await ask("superpixels", body, { slot: this.slot });
      const found = answer && segmentsOf(answer);
      return found && { segments: found, edges: outlines(found) };
    }).value;
  });
  /** Null before they are here. */
  readonly segments: ReadonlySignal<Segments | null> = computed(() => valueIn(this.outlined.value)?.segments ?? null);
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly tools: Tools;
  private readonly kept = new KeptAnswers<Outlined>(MAX_KEPT);

  constructor(slot: string, subject: Subject, tools: Tools) {
    this.slot = `${slot}-superpixels`;
    this.subject = subject;
    this.tools = tools;
  }

  /** Asks again, where they could not be had. */
  retry(): void {
    this.kept.retry();
  }
}
