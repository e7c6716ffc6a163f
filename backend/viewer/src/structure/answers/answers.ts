import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { Complaint } from "../../protocol/complaint.ts";
import type { ClusteredLayer, LayersRequest, Predictions, Progress } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { subjectOf } from "../../state/fitting.ts";
import { isShown } from "../../state/shown.ts";
import type { Subject } from "../../state/subject.ts";
import { tellRequest } from "../../state/tell.ts";
import type { Ablation } from "../ablation/ablation.ts";
import type { Display } from "../display/display.ts";
import { groupsAsked } from "../display/groups.ts";
import { coverage } from "../masks/mask.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import type { Masks } from "../masks/masks.ts";
import { type LayersPart, type LiveListener, LiveRequests, type SendLayers } from "./live.ts";
import { MaskDelay } from "./maskDelay.ts";
import { isChanged, Originals } from "./originals.ts";

/** How far the newest request is. */
export type AnswerStatus =
  | { state: "idle" }
  /** Under way: `arrived` of the columns are of this request, the others still of the one before. */
  | { state: "running"; arrived: number; progress: Progress | null }
  /** Answered in full, after `seconds` seen from here. */
  | { state: "complete"; seconds: number }
  | { state: "failed"; complaint: Complaint };

/** What a session's network answers, kept in step with what the person wants. */
export class Answers {
  /** The classes; null before the first answer for this image and network. */
  readonly predictions: Signal<Predictions | null> = signal(null);
  /** The columns by position; null where one has not arrived. */
  readonly columns: Signal<readonly (ClusteredLayer | null)[]> = signal([]);
  /** Whether the classes shown are older than the newest request. */
  readonly awaited: Signal<boolean> = signal(false);
  /** How far the newest request is. */
  readonly status: Signal<AnswerStatus> = signal({ state: "idle" });
  /** Whether columns may be older than the input. */
  readonly pending = computed(() => this.status.value.state === "running");
  /** Seconds that the last complete answer took; null before one. */
  readonly lastSeconds: Signal<number | null> = signal(null);
  /** What the network answers for the unmasked image, with nothing switched off; null before it is known. */
  readonly original: ReadonlySignal<Predictions | null>;
  /** The same while something is masked or switched off; else null. */
  readonly comparedWith = computed(() =>
    (this.predictions.value?.masks.length ?? 0) > 0 || this.ablated.value ? this.original.value : null,
  );
  /** Whether the classes shown are of a network with something switched off. */
  readonly ablated: Signal<boolean> = signal(false);
  /** The request that the page should show the answer to; null while something for it is missing. */
  readonly wanted = computed<LayersRequest | null>(() => {
    const { subject, display, masks, ablation } = this;
    const followed = isShown("live_masks") ? masks.live.value : masks.all.value;
    const masked = maskedImage(subject, followed, masks.fill.value);
    const merged = subject.merging.request.value;
    if (!masked || !merged || masks.edits.value.owner !== masked.image_id) return null;
    const layers = display.layersShown.value === null ? null : display.columnLayers.value.map((layer) => layer.name);
    const off = ablation.asked.value;
    const groups = groupsAsked(display.groups.value, isChanged({ ...masked, ...off }), display.difference.value);
    const [clusters, criterion] = [display.clusterCount.value, display.criterion.value];
    return { ...masked, clusters, criterion, layers, ...groups, ...off, ...merged };
  });
  readonly delay = new MaskDelay();
  /**
   * What answers have in common that take each other's place without a gap: where it is another, what is shown is dropped at
   * once. Image and network, unless a view says otherwise.
   */
  kinOf: (body: LayersRequest) => string = subjectOf;
  private readonly subject: Subject;
  private readonly display: Display;
  private readonly masks: Masks;
  private readonly ablation: Ablation;
  private readonly originals: Originals;
  private readonly live: LiveRequests;
  /** What is shown is kin to this, and its layers: what an answer of another kind does not mix with. */
  private shownSubject = "";
  private shownLayers = "";

  constructor(
    slot: string,
    subject: Subject,
    display: Display,
    masks: Masks,
    ablation: Ablation,
    send: SendLayers = (body, asking) => ask("layers", body, { slot, ...asking }),
  ) {
    this.subject = subject;
    this.display = display;
    this.masks = masks;
    this.ablation = ablation;
    this.originals = new Originals(slot, subject);
    this.original = this.originals.present;
    this.live = new LiveRequests(send, new AnswerListener(this, this.originals));
  }

  /** Asks for what is wanted whenever that changes. Returns what stops that. */
  follow(): () => void {
    const stop = effect(() => {
      const body = this.wanted.value;
      untracked(() => {
        if (body) this.want(body);
        else if (this.subject.imageId.value === null) this.clear();
      });
    });
    return () => {
      stop();
      this.live.stop();
      if (this.pending.peek()) this.clear();
    };
  }

  /** Asks for `body`; while a hand draws, as soon as what is under way has been answered. */
  want(body: LayersRequest): void {
    const changed = this.prepareFor(body);
    this.live.want(body, changed || this.masks.draft.value === null);
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    const body = this.wanted.peek();
    if (body) this.live.again(body);
  }

  /** Drops what is shown where it is of another image or network, and columns of other layers. True where it did. */
  prepareFor(body: LayersRequest): boolean {
    const subject = this.kinOf(body);
    const layers = `${subject} ${body.layers?.join(" ") ?? ""}`;
    batch(() => {
      if (subject !== this.shownSubject) this.predictions.value = null;
      if (layers !== this.shownLayers && this.columns.value.length > 0) this.columns.value = [];
    });
    const changed = layers !== this.shownLayers;
    this.shownSubject = subject;
    this.shownLayers = layers;
    return changed;
  }

  /** What the masks of the answer hide, and what became of the class that was most probable without them. */
  facts(): { hidden?: number; original?: string; original_probability?: number } {
    const size = this.subject.inputSize.peek();
    const now = this.predictions.peek();
    if (!size || !now) return {};
    const flags = coverage(
      now.masks.map((mask) => ({ mask })),
      size,
    );
    const hidden = flags.reduce((sum, flag) => sum + flag, 0) / flags.length;
    const original = this.original.peek()?.classes[0]?.label;
    const found = original && now.classes.find(({ label }) => label.index === original.index);
    return {
      hidden,
      ...(original && { original: original.name }),
      ...(found && { original_probability: found.probability }),
    };
  }

  /** Forgets what is shown, as before the first request. */
  private clear(): void {
    this.shownSubject = "";
    this.shownLayers = "";
    batch(() => {
      this.predictions.value = null;
      this.awaited.value = false;
      this.columns.value = [];
      this.status.value = { state: "idle" };
      this.lastSeconds.value = null;
    });
  }
}

/** Takes in what arrives of the newest request. */
class AnswerListener implements LiveListener {
  private readonly answers: Answers;
  private readonly originals: Originals;
  private since = 0;
  private arrived = 0;
  private answered: ReturnType<typeof tellRequest> | null = null;

  constructor(answers: Answers, originals: Originals) {
    this.answers = answers;
    this.originals = originals;
  }

  onSent(body: LayersRequest): void {
    this.since = performance.now();
    this.arrived = 0;
    this.answered = tellRequest("layers");
    this.answers.prepareFor(body);
    batch(() => {
      this.answers.awaited.value = true;
      this.answers.status.value = { state: "running", arrived: 0, progress: null };
    });
  }

  onPart(body: LayersRequest, part: LayersPart): void {
    if (part.kind === "layer") this.takeColumn(part.content);
    else {
      batch(() => {
        this.answers.awaited.value = false;
        this.answers.predictions.value = part.content;
        this.answers.ablated.value = (body.ablated?.length ?? 0) > 0;
      });
      this.originals.note(body, part.content);
    }
  }

  onProgress(progress: Progress): void {
    const { status } = this.answers;
    if (status.value.state === "running") status.value = { ...status.value, progress };
  }

  onRestart(): void {
    this.arrived = 0;
    this.answers.status.value = { state: "running", arrived: 0, progress: null };
  }

  onDone(body: LayersRequest): void {
    const seconds = (performance.now() - this.since) / 1000;
    batch(() => {
      this.answers.status.value = { state: "complete", seconds };
      this.answers.lastSeconds.value = seconds;
    });
    this.answered?.(this.answers.predictions.peek()?.classes[0], () => this.answers.facts());
    if (isChanged(body)) this.originals.seek(body);
  }

  onFailed(_body: LayersRequest, complaint: Complaint): void {
    this.answers.status.value = { state: "failed", complaint };
  }

  private takeColumn(column: ClusteredLayer): void {
    const { columns, status } = this.answers;
    const next = columns.value.slice();
    while (next.length <= column.position) next.push(null);
    next[column.position] = column;
    this.arrived += 1;
    const progress = status.value.state === "running" ? status.value.progress : null;
    batch(() => {
      columns.value = next;
      status.value = { state: "running", arrived: this.arrived, progress };
    });
  }
}
