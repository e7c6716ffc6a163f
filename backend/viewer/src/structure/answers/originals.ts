import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { LayersRequest, Predictions } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { subjectOf } from "../../state/fitting.ts";
import type { Subject } from "../../state/subject.ts";

const MAX_KEPT = 16;

/** What a session's networks answer for unmasked images. */
export class Originals {
  /** That of the present image, network and merged labels; null before it is known. */
  readonly present: ReadonlySignal<Predictions | null> = computed(() => {
    const { key, merging } = this.subject;
    if (key.value === null || merging.request.value === null) return null;
    return this.known.value.get(keyOf(key.value, merging.request.value)) ?? null;
  });
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly known = signal<ReadonlyMap<string, Predictions>>(new Map());
  private readonly asked = new Set<string>();

  constructor(slot: string, subject: Subject) {
    this.slot = `${slot}-original`;
    this.subject = subject;
  }

  /** Remembers the predictions of an answer, where nothing was masked or switched off. */
  note(body: LayersRequest, predictions: Predictions): void {
    if (isChanged(body)) return;
    const key = keyOf(subjectOf(body), body);
    if (this.known.peek().get(key) === predictions) return;
    const next = new Map(this.known.peek());
    next.delete(key);
    next.set(key, predictions);
    const oldest = next.keys().next().value;
    if (next.size > MAX_KEPT && oldest !== undefined) next.delete(oldest);
    this.known.value = next;
  }

  /** Asks for them, where a changed image or network was the first that was asked for. One layer is the least one can ask for. */
  seek(body: LayersRequest): void {
    const key = keyOf(subjectOf(body), body);
    const layer = this.subject.network.peek()?.layers.at(-1)?.name;
    if (layer === undefined || this.asked.has(key) || this.known.peek().has(key)) return;
    this.asked.add(key);
    const { image_id, network_id, fit, crop_at, merged } = body;
    const plain: LayersRequest = {
      image_id,
      network_id,
      ...(fit !== undefined && { fit }),
      ...(crop_at !== undefined && { crop_at }),
      ...(merged !== undefined && { merged }),
      masks: [],
      clusters: 1,
      layers: [layer],
    };
    ask("layers", plain, { slot: this.slot })
      .then((answer) => answer && this.note(plain, answer.predictions))
      .catch(() => {}) // the change is not shown; the main request says what is wrong
      .finally(() => this.asked.delete(key));
  }
}

/** Whether a request is about an image with masks, or a network with something switched off. */
export function isChanged({ masks, ablated }: Pick<LayersRequest, "masks" | "ablated">): boolean {
  return (masks?.length ?? 0) > 0 || (ablated?.length ?? 0) > 0;
}

/** The same for requests whose classes are told alike. */
function keyOf(subject: string, { merged }: Pick<LayersRequest, "merged">): string {
  return merged === undefined ? subject : `${subject} ${JSON.stringify(merged)}`;
}
