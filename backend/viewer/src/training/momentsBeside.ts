import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { LayersRequest } from "../protocol/messages.ts";
import { SideBySide } from "../sideBySide/sideBySide.ts";
import { description } from "../state/catalog.ts";
import { image } from "../state/choice.ts";
import { Subject } from "../state/subject.ts";
import { createStructureSession, type StructureSession } from "../structure/session/structureSession.ts";
import { networkAt } from "./keptEpochs.ts";
import type { Training } from "./training.ts";

/** The page's picture, as the network sees it after the epochs of both moments: two networks side by side. */
export class MomentsBeside {
  readonly session: StructureSession;
  readonly both: SideBySide;
  private readonly a: KnownNetwork;
  private readonly b: KnownNetwork;

  constructor({ name, moments }: Training) {
    const at = (epoch: ReadonlySignal<number | null>) =>
      new KnownNetwork(
        computed(() => (name.value === null || epoch.value === null ? null : networkAt(name.value, epoch.value))),
      );
    this.a = at(moments.a);
    this.b = at(moments.b);
    this.session = createStructureSession("training", new Subject(image, this.a.networkId));
    this.both = new SideBySide(this.session, { slot: "training-beside", otherId: this.b.networkId });
    for (const { answers } of [this.both.a, this.both.b]) answers.kinOf = imageAndRun;
  }

  /** Keeps all of it in step with the moments. Returns what stops that. */
  follow(): () => void {
    const stops = [this.a.follow(), this.b.follow(), this.both.follow()];
    return () => {
      for (const stop of stops.reverse()) stop();
    };
  }
}

/** A network that is wanted, once the page knows its layers; until then the one before. */
class KnownNetwork {
  readonly networkId: Signal<string | null> = signal(null);
  private readonly wanted: ReadonlySignal<string | null>;

  constructor(wanted: ReadonlySignal<string | null>) {
    this.wanted = wanted;
  }

  follow(): () => void {
    return effect(() => {
      const next = this.wanted.value;
      const state = next === null ? "ready" : description(next).value.state;
      if (state === "ready" || state === "failed") this.networkId.value = next;
    });
  }
}

/** Epochs of a run follow each other without a gap; their layers are the same. */
function imageAndRun({ image_id, network_id, fit }: LayersRequest): string {
  return [image_id, network_id.replace(/@.*$/, ""), fit ?? ""].join(" ");
}
