import { batch, effect, type ReadonlySignal } from "@preact/signals";
import type { Framing, Mask, NetworkDescription } from "../protocol/messages.ts";
import { Fitting } from "../state/fitting.ts";
import { valueIn } from "../state/loadable.ts";
import { Merging, NOTHING_MERGED } from "../state/merging.ts";
import { Subject } from "../state/subject.ts";
import { Ablation } from "../structure/ablation/ablation.ts";
import { Answers } from "../structure/answers/answers.ts";
import { Inputs } from "../structure/answers/inputs.ts";
import { Display } from "../structure/display/display.ts";
import { begun } from "../structure/masks/history.ts";
import type { PlacedMask, Size } from "../structure/masks/mask.ts";
import { Masks } from "../structure/masks/masks.ts";
import type { StructureSession } from "../structure/session/structureSession.ts";
import { labelSets } from "./answersBeside.ts";
import { maskAt } from "./place.ts";

/** What another network makes of a session's image, under the same masks, drawn alike. */
export class OtherSide {
  readonly subject: Subject;
  readonly display: Display;
  readonly inputs: Inputs;
  readonly answers: Answers;
  private readonly own: StructureSession;
  private readonly masks: Masks;
  /** Masks of the session as this network has them: only what a hand draws is carried over anew. */
  private carried = new WeakMap<Mask, PlacedMask | null>();
  private carriedBetween = "";

  constructor(slot: string, own: StructureSession, networkId: ReadonlySignal<string | null>) {
    this.own = own;
    const fitting = (network: ReadonlySignal<NetworkDescription | null>) => new Fitting(networkId, network);
    const merging = (network: ReadonlySignal<NetworkDescription | null>) => new Merging(networkId, network);
    const known = new Subject(own.subject.image, networkId).network;
    this.subject = new Subject(own.subject.image, networkId, fitting(known), merging(known));
    this.display = new Display(this.subject);
    this.masks = new Masks(this.subject);
    this.inputs = new Inputs(this.subject, this.masks);
    // Maps are switched off in the session's network alone: another has none of these.
    this.answers = new Answers(slot, this.subject, this.display, this.masks, new Ablation(this.subject));
  }

  /** Keeps all of it in step with the session. Returns what stops that. */
  follow(): () => void {
    const { display, fitting, merging } = { ...this.own, ...this.own.subject };
    const stops = [
      effect(() => {
        this.display.clusterCount.value = display.clusterCount.value;
        this.display.criterion.value = display.criterion.value;
        this.display.groups.value = display.groups.value;
        this.display.difference.value = display.difference.value;
        this.display.colourMapName.value = display.colourMapName.value;
      }),
      effect(() => {
        this.subject.fitting.chosen.value = fitting.chosen.value;
        this.subject.fitting.cropAt.value = fitting.cropAt.value;
      }),
      effect(() => {
        const [here, there] = [this.own.subject.network.value, this.subject.network.value];
        const labels = merging.labels.value;
        const fits = here && there && labelSets(here.class_names, there.class_names).same;
        this.subject.merging.choice.value =
          fits && labels && labels.length > 0 ? { network: there.summary.network_id, labels } : NOTHING_MERGED;
      }),
      effect(() => this.takeMasks()),
      this.answers.follow(),
    ];
    return () => {
      for (const stop of stops.reverse()) stop();
    };
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    this.inputs.retry();
    this.answers.retry();
  }

  /** Takes over the session's masks, and what is being drawn; they wait for both inputs to be known. */
  private takeMasks(): void {
    const { masks, inputs, subject } = this.own;
    const [image, size] = [this.subject.imageId.value, this.subject.inputSize.value];
    const [all, draft] = [masks.all.value, masks.draft.value];
    const [from, to] = [framingOf(inputs), framingOf(this.inputs)];
    const whose = masks.edits.value.owner;
    const bare = all.length === 0 && draft === null;
    const known = from && to && subject.inputSize.value && whose === image;
    batch(() => {
      this.masks.fill.value = masks.fill.value;
      if (image === null || !size || !(bare || known)) {
        this.masks.edits.value = { owner: null, size: null, history: begun([]) };
        return;
      }
      const over = (list: readonly PlacedMask[]) => (from && to ? this.carriedOver(list, from, to, size) : []);
      this.masks.draft.value = draft && over(draft);
      this.masks.edits.value = { owner: image, size, history: begun(over(all)) };
    });
  }

  private carriedOver(list: readonly PlacedMask[], from: Framing, to: Framing, input: Size): readonly PlacedMask[] {
    const between = JSON.stringify([from, to, input]);
    if (between !== this.carriedBetween) this.carried = new WeakMap();
    this.carriedBetween = between;
    return list.flatMap((item) => {
      if (!this.carried.has(item.mask)) {
        const mask = maskAt(item.mask, { framing: from }, { framing: to, input });
        this.carried.set(item.mask, mask && { ...item, mask });
      }
      return this.carried.get(item.mask) ?? [];
    });
  }
}

/** Which part of the photo enters a network; null before it is known. Subscribes. */
export function framingOf(inputs: Inputs): Framing | null {
  return valueIn(inputs.present.value)?.framing ?? null;
}
