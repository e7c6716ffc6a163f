import { batch, computed, effect, type Signal, signal, untracked } from "@preact/signals";
import { Complaint } from "../../protocol/complaint.ts";
import type { Ablations, AblationsRequest, Progress } from "../../protocol/messages.ts";
import { ask, isAnswerable } from "../../state/ask.ts";
import { isShown } from "../../state/shown.ts";
import type { Subject } from "../../state/subject.ts";
import type { Answers } from "../answers/answers.ts";
import { requestKey } from "../answers/live.ts";
import type { Display } from "../display/display.ts";
import { groupsAsked } from "../display/groups.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import type { Masks } from "../masks/masks.ts";
import { type Influence as Measured, NOT_MEASURED } from "../scene/influence.ts";
import type { Ablation } from "./ablation.ts";
import { influenceIn } from "./measuredInfluence.ts";

/** How far the measurement is. */
export type InfluenceStatus =
  | { state: "none" }
  | { state: "running"; progress: Progress | null }
  | { state: "failed"; complaint: Complaint };

/** Clusters that are measured without being asked to: more would keep the server busy for long. */
const MAX_UNASKED = 200;
/** How long all must rest before it is measured, in milliseconds: whoever draws or chooses has the server to themselves. */
export const REST = 1000;

/** What flows into what in a session's network: each cluster switched off in turn, and what changes. */
export class Influence {
  readonly status: Signal<InfluenceStatus> = signal({ state: "none" });
  /** What was measured of the columns as they are asked for; null before that. */
  readonly ablations = computed(() => {
    const known = this.known.value;
    return known && known.key === this.key.value ? known.ablations : null;
  });
  /** The same as the scene draws it. */
  readonly measured = computed<Measured>(() => {
    const ablations = this.ablations.value;
    return ablations ? influenceIn(ablations) : NOT_MEASURED;
  });
  /** Whether it can be measured, and is only when asked to. */
  readonly onlyAsked = computed(() => this.wanted.value !== null && this.count.value > MAX_UNASKED);
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly display: Display;
  private readonly masks: Masks;
  private readonly answers: Answers;
  private readonly ablation: Ablation;
  private readonly known = signal<{ key: string; ablations: Ablations } | null>(null);
  private readonly wanted = computed<AblationsRequest | null>(() => {
    const { display, masks, ablation } = this;
    if (!isShown("ablation") || display.mode.value !== "clustered") return null;
    const masked = maskedImage(this.subject, masks.all.value, masks.fill.value);
    const merged = this.subject.merging.request.value;
    if (!masked || !merged || masks.edits.value.owner !== masked.image_id) return null;
    if (display.columnLayers.value.length === 0) return null;
    const { groups } = groupsAsked(display.groups.value, masked.masks.length > 0);
    return {
      ...masked,
      clusters: display.clusterCount.value,
      criterion: display.criterion.value,
      layers: display.layersShown.value === null ? null : display.columnLayers.value.map(({ name }) => name),
      ...(groups && { groups }),
      replacement: ablation.replacement.value,
      ...merged,
    };
  });
  private readonly key = computed(() => (this.wanted.value ? requestKey(this.wanted.value) : ""));
  private readonly answerable = computed(
    () => this.wanted.value !== null && isAnswerable("ablations", this.wanted.value),
  );
  private readonly count = computed(() => this.display.columnLayers.value.length * this.display.clusterCount.value);
  private running: { key: string; stop: AbortController } | null = null;

  constructor(slot: string, subject: Subject, display: Display, masks: Masks, ablation: Ablation, answers: Answers) {
    this.slot = `${slot}-influence`;
    this.subject = subject;
    this.display = display;
    this.masks = masks;
    this.ablation = ablation;
    this.answers = answers;
  }

  /** Measures once the columns are here and all has come to rest. Returns what stops that. */
  follow(): () => void {
    const stop = effect(() => {
      const key = this.key.value;
      const resting = this.answers.status.value.state === "complete" && this.masks.draft.value === null;
      untracked(() => {
        if (this.running && this.running.key !== key) this.cancel();
        if (this.status.value.state === "failed") this.status.value = { state: "none" };
      });
      if (!this.answerable.value || !resting || this.ablations.value || this.onlyAsked.value) return;
      const timer = setTimeout(() => this.measure(), REST);
      return () => clearTimeout(timer);
    });
    return () => {
      stop();
      this.cancel();
    };
  }

  /** Measures now. */
  measure(): void {
    const [body, key] = [this.wanted.peek(), this.key.peek()];
    if (!body || this.running?.key === key || this.ablations.peek()) return;
    this.cancel();
    void this.ask(body, key);
  }

  private async ask(body: AblationsRequest, key: string): Promise<void> {
    const own = { key, stop: new AbortController() };
    this.running = own;
    const put = (status: InfluenceStatus) => {
      if (this.running === own) this.status.value = status;
    };
    put({ state: "running", progress: null });
    try {
      const onProgress = (progress: Progress) => put({ state: "running", progress });
      const ablations = await ask("ablations", body, { slot: this.slot, signal: own.stop.signal, onProgress });
      batch(() => {
        if (ablations && this.running === own) this.known.value = { key, ablations };
        put({ state: "none" });
      });
    } catch (error) {
      put({ state: "failed", complaint: Complaint.of(error) });
    }
    if (this.running === own) this.running = null;
  }

  private cancel(): void {
    this.running?.stop.abort();
    this.running = null;
    this.status.value = { state: "none" };
  }
}
