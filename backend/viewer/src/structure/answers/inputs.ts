import { computed, effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Input, InputsRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import type { Fill } from "../../state/fill.ts";
import { IDLE, type Loadable } from "../../state/loadable.ts";
import type { Subject } from "../../state/subject.ts";
import { coverage } from "../masks/mask.ts";
import type { Masks } from "../masks/masks.ts";
import { masked, type Picture, sizeOf } from "../pictures/picture.ts";
import { KeptAnswers } from "./keptAnswers.ts";

/** Inputs kept; one is about 300 kB. */
const MAX_KEPT = 12;

/** What enters a session's network: the image as its input, and what shows through masks. */
export class Inputs {
  /** The input with the fill that is chosen. */
  readonly present: ReadonlySignal<Loadable<Input>> = computed(() => this.withFill(this.masks.fill.value));
  /** What enters the network with the masks as they are at this moment, made here without asking. */
  readonly preview: ReadonlySignal<Picture | null> = computed(() => {
    const shown = this.latest.value?.input;
    if (!shown) return null;
    const masks = this.masks.live.value;
    const flags = masks.length > 0 ? coverage(masks, sizeOf(shown.image)) : null;
    return masked(shown.image, shown.fill_image, flags);
  });
  private readonly subject: Subject;
  private readonly masks: Masks;
  private readonly kept = new KeptAnswers<Input>(MAX_KEPT);
  private readonly latest = signal<{ key: string; input: Input } | null>(null);

  constructor(subject: Subject, masks: Masks) {
    this.subject = subject;
    this.masks = masks;
  }

  /** The input and what shows through a mask with this fill. Subscribes. */
  withFill(fill: Fill): Loadable<Input> {
    const [image_id, network_id, key] = [
      this.subject.imageId.value,
      this.subject.networkId.value,
      this.subject.key.value,
    ];
    if (image_id === null || network_id === null) return IDLE;
    const body: InputsRequest = { image_id, network_id, ...this.subject.fitting.request.value, fill };
    return this.kept.of(`${key} ${fill}`, () => ask("inputs", body)).value;
  }

  /** Asks again for inputs that could not be had. */
  retry(): void {
    this.kept.retry();
  }

  /** Keeps the last input in sight while one with another fill is on its way. Returns what stops that. */
  follow(): () => void {
    return effect(() => {
      const key = this.subject.key.value ?? "";
      const input = this.present.value;
      if (input.state === "ready") this.latest.value = { key, input: input.value };
      else if (this.latest.peek() && this.latest.peek()?.key !== key) this.latest.value = null;
    });
  }
}
