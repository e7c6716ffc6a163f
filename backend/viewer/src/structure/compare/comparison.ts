import { computed, type Signal, signal } from "@preact/signals";
import type { ClassScore, ClusteredLayer, FeatureMap, Predictions, Progress } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, IDLE, type Loadable, loading, ready } from "../../state/loadable.ts";
import type { Subject } from "../../state/subject.ts";
import { tellRequest } from "../../state/tell.ts";
import type { Display } from "../display/display.ts";
import { groupsAsked } from "../display/groups.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import { compareMaps } from "./differences.ts";
import type { Candidate, Sides } from "./sides.ts";

/** What the network makes of one side, in the layer compared. */
export interface SideAnswer {
  predictions: Predictions;
  column: ClusteredLayer;
  maps: readonly FeatureMap[];
}

/** A comparison of two of a session's images, with the answers for both. */
export class Comparison {
  readonly sides: Sides;
  readonly a: Signal<Loadable<SideAnswer>> = signal(IDLE);
  readonly b: Signal<Loadable<SideAnswer>> = signal(IDLE);
  /** Every channel of both, the most different first; null before both are here. */
  readonly differences = computed(() => {
    const [a, b] = [this.a.value, this.b.value];
    return a.state === "ready" && b.state === "ready" ? compareMaps(a.value.maps, b.value.maps) : null;
  });
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly display: Display;

  constructor(slot: string, subject: Subject, display: Display, sides: Sides) {
    this.slot = `${slot}-compare`;
    this.subject = subject;
    this.display = display;
    this.sides = sides;
  }

  /** Asks for one side; `this[side]` has the answer when it is whole. Returns what stops that. */
  ask(side: "a" | "b", { masks, fill }: Candidate, layer: string): () => void {
    const stop = new AbortController();
    void this.fetch(side, masks, fill, layer, stop.signal);
    return () => stop.abort();
  }

  private async fetch(
    side: "a" | "b",
    masks: Candidate["masks"],
    fill: Candidate["fill"],
    layer: string,
    signal: AbortSignal,
  ): Promise<void> {
    const masked = maskedImage(this.subject, masks, fill);
    const merged = this.subject.merging.request.peek();
    if (!masked || !merged) return;
    const criterion = this.display.criterion.peek();
    const groups = groupsAsked(this.display.groups.peek(), masked.masks.length > 0);
    const into = this[side];
    into.value = loading();
    const onProgress = (progress: Progress) => {
      if (into.peek().state === "loading") into.value = loading(progress);
    };
    try {
      const [answer, activations] = await Promise.all([
        told(
          "layers",
          ({ predictions }) => predictions.classes[0],
          () =>
            ask(
              "layers",
              {
                ...masked,
                clusters: this.display.clusterCount.peek(),
                criterion,
                layers: [layer],
                ...groups,
                ...merged,
              },
              { slot: `${this.slot}-${side}`, signal },
            ),
        ),
        told(
          "activations",
          () => undefined,
          () =>
            ask(
              "activations",
              { ...masked, layer, channels: null, criterion },
              { slot: `${this.slot}-maps-${side}`, signal, onProgress },
            ),
        ),
      ]);
      const column = answer?.layers[0];
      if (signal.aborted || !answer || !column || !activations) return;
      into.value = ready({ predictions: answer.predictions, column, maps: activations.maps });
    } catch (error) {
      if (!signal.aborted) into.value = failed(error);
    }
  }
}

/** What `ask` answers, and a study's log hears of it. */
async function told<A>(
  operation: string,
  top: (answer: A) => ClassScore | undefined,
  ask: () => Promise<A | null>,
): Promise<A | null> {
  const answered = tellRequest(operation);
  const answer = await ask();
  if (answer !== null) answered(top(answer));
  return answer;
}
