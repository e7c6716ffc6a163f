import { batch, computed, signal } from "@preact/signals";
import type { Complaint } from "../../protocol/complaint.ts";
import type { ClusteredLayer, LayersRequest, Predictions, Progress } from "../../protocol/messages.ts";
import { subjectOf } from "../../state/fitting.ts";
import { type LayersPart, type LiveListener, LiveRequests, type SendLayers } from "./live.ts";

/** How far the newest request is. */
export type Stage =
  | { state: "idle" }
  /** Under way: `arrived` of the columns are of this request, the others still of the one before. */
  | { state: "running"; arrived: number; progress: Progress | null }
  /** Answered in full, after `seconds` seen from here. */
  | { state: "complete"; seconds: number }
  | { state: "failed"; complaint: Complaint };

/** What the network answers; null before the first answer for this image and network. */
export const predictions = signal<Predictions | null>(null);

/** The columns by position; null where one has not arrived. */
export const columns = signal<readonly (ClusteredLayer | null)[]>([]);

/** Whether the classes shown are older than the newest request. */
export const awaited = signal(false);

/** How far the newest request is. */
export const stage = signal<Stage>({ state: "idle" });

/** Whether columns may be older than the input. */
export const pending = computed(() => stage.value.state === "running");

/** Seconds that the last complete answer took; null before one. */
export const lastSeconds = signal<number | null>(null);

/** Called with the predictions of each answer, and when an answer is complete. */
export interface ResultWatcher {
  onPredictions(body: LayersRequest, predictions: Predictions): void;
  onComplete(body: LayersRequest): void;
}

/** Image and network of what is shown, and its layers: what an answer of another kind does not mix with. */
let shownSubject = "";
let shownLayers = "";

/** Forgets what is shown, as before the first request. */
export function clearResult(): void {
  shownSubject = "";
  shownLayers = "";
  batch(() => {
    predictions.value = null;
    awaited.value = false;
    columns.value = [];
    stage.value = { state: "idle" };
    lastSeconds.value = null;
  });
}

/** Drops what is shown where it is of another image or network, and columns of other layers. True where it did. */
export function prepareFor(body: LayersRequest): boolean {
  const subject = subjectOf(body);
  const layers = `${subject} ${body.layers?.join(" ") ?? ""}`;
  batch(() => {
    if (subject !== shownSubject) predictions.value = null;
    if (layers !== shownLayers && columns.value.length > 0) columns.value = [];
  });
  const changed = layers !== shownLayers;
  shownSubject = subject;
  shownLayers = layers;
  return changed;
}

/** Requests whose answers become the signals of this module. */
export function liveResult(send: SendLayers, watcher: ResultWatcher): LiveRequests {
  return new LiveRequests(send, new ResultListener(watcher));
}

class ResultListener implements LiveListener {
  private readonly watcher: ResultWatcher;
  private since = 0;
  private arrived = 0;

  constructor(watcher: ResultWatcher) {
    this.watcher = watcher;
  }

  onSent(body: LayersRequest): void {
    this.since = performance.now();
    this.arrived = 0;
    prepareFor(body);
    batch(() => {
      awaited.value = true;
      stage.value = { state: "running", arrived: 0, progress: null };
    });
  }

  onPart(body: LayersRequest, part: LayersPart): void {
    if (part.kind === "predictions") {
      batch(() => {
        awaited.value = false;
        predictions.value = part.content;
      });
      this.watcher.onPredictions(body, part.content);
      return;
    }
    const layer = part.content;
    const next = columns.value.slice();
    while (next.length <= layer.position) next.push(null);
    next[layer.position] = layer;
    this.arrived += 1;
    const progress = stage.value.state === "running" ? stage.value.progress : null;
    batch(() => {
      columns.value = next;
      stage.value = { state: "running", arrived: this.arrived, progress };
    });
  }

  onProgress(progress: Progress): void {
    if (stage.value.state === "running") stage.value = { ...stage.value, progress };
  }

  onRestart(): void {
    this.arrived = 0;
    stage.value = { state: "running", arrived: 0, progress: null };
  }

  onDone(body: LayersRequest): void {
    const seconds = (performance.now() - this.since) / 1000;
    batch(() => {
      stage.value = { state: "complete", seconds };
      lastSeconds.value = seconds;
    });
    this.watcher.onComplete(body);
  }

  onFailed(_body: LayersRequest, complaint: Complaint): void {
    stage.value = { state: "failed", complaint };
  }
}
