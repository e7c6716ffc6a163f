import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { pixelRegion, type Region } from "../geometry/receptiveField.ts";
import type { Area, Layer } from "../protocol/messages.ts";
import { networks } from "../state/catalog.ts";
import { valueIn } from "../state/loadable.ts";
import type { Subject } from "../state/subject.ts";
import type { Answers } from "../structure/answers/answers.ts";
import type { Inputs } from "../structure/answers/inputs.ts";
import type { Display } from "../structure/display/display.ts";
import type { StructureSession } from "../structure/session/structureSession.ts";
import { alignedLayers, type Flow, type Resolution } from "./alignment.ts";
import { type LabelSets, labelSets } from "./answersBeside.ts";
import { PoolsBeside } from "./copies/poolsBeside.ts";
import { chosenOther, otherNetworks } from "./otherNetworks.ts";
import { framingOf, OtherSide } from "./otherSide.ts";
import { photoArea, regionAt, type Seen } from "./place.ts";

/** One of the two networks. */
export interface Side {
  readonly letter: "A" | "B";
  readonly subject: Subject;
  readonly display: Display;
  readonly inputs: Inputs;
  readonly answers: Answers;
}

/** A pixel of a cluster's picture. */
export interface PointedPixel {
  readonly letter: Side["letter"];
  readonly layer: string;
  readonly cluster: number;
  readonly row: number;
  readonly column: number;
}

/** What is shown of both: their layers, or their pools of masked copies. */
export const CONTENTS = ["layers", "copies"] as const;
export type Content = (typeof CONTENTS)[number];

interface Besides {
  /** What its slots at the server are named after. */
  slot?: string;
  /** Which network is B, where a view decides that; else one of the catalog. */
  otherId?: ReadonlySignal<string | null>;
}

/** Two networks on one image: that of a session, A, and another, B. */
export class SideBySide {
  readonly session: StructureSession;
  readonly a: Side;
  readonly b: Side;
  /** The other network that is asked for; null for whichever there is. */
  readonly wanted: Signal<string | null> = signal(null);
  readonly content: Signal<Content> = signal("layers");
  readonly pools: PoolsBeside;
  /** The networks that can be B; null before the catalog is here. */
  readonly others = computed(() => {
    const all = valueIn(networks.value);
    return all && otherNetworks(all, this.session.subject.networkId.value);
  });
  readonly otherId: ReadonlySignal<string | null>;
  /** How the lists of labels are to each other; null before both networks are known. */
  readonly labels = computed<LabelSets | null>(() => {
    const [one, two] = [this.a.subject.network.value, this.b.subject.network.value];
    return one && two && labelSets(one.class_names, two.class_names);
  });
  /** The layers shown of both, beside each other. */
  readonly resolutions = computed<readonly Resolution[]>(() => {
    const [one, two] = [flowOf(this.a), flowOf(this.b)];
    return one && two ? alignedLayers(one, two) : [];
  });
  /** The pixel that is looked at. */
  readonly pointed: Signal<PointedPixel | null> = signal(null);
  /** Whether it stays while the pointer goes elsewhere. */
  readonly held: Signal<boolean> = signal(false);
  /** The part of the photo where that is, or where the input is pointed at; null for none. */
  readonly place: ReadonlySignal<Area | null> = computed(() => {
    const pixel = this.pointed.value;
    if (pixel) {
      const seen = seenBy(this.side(pixel.letter), pixel.layer);
      return seen && photoArea(pixelRegion(pixel.row, pixel.column), seen);
    }
    const at = this.session.viewport.pointedInput.value;
    const seen = at && !this.session.hand.drawing ? inputSeen(this.a) : null;
    return at && seen && photoArea(pixelRegion(Math.floor(at.row), Math.floor(at.column)), seen);
  });
  private readonly other: OtherSide;

  constructor(session: StructureSession, { slot = "beside", otherId }: Besides = {}) {
    this.session = session;
    const chosen = () => chosenOther(this.others.value ?? [], this.wanted.value)?.network_id ?? null;
    this.otherId = otherId ?? computed(chosen);
    this.other = new OtherSide(slot, session, this.otherId);
    this.a = { ...parts(session), letter: "A" };
    this.b = { ...parts(this.other), letter: "B" };
    this.pools = new PoolsBeside(this);
  }

  side(letter: Side["letter"]): Side {
    return letter === "A" ? this.a : this.b;
  }

  /** Where the place that is looked at stands in a layer; null where it is not seen there. Subscribes. */
  regionIn(side: Side, layer: Layer): Region | null {
    const place = this.place.value;
    const seen = place && seenBy(side, layer.name);
    return place && seen && regionAt(place, seen);
  }

  /** Keeps both sides in step with the session, from now on. Returns what stops that. */
  follow(): () => void {
    this.session.start();
    const stops = [
      this.other.follow(),
      effect(() => {
        const place = this.pointed.value && this.place.value;
        const seen = place && inputSeen(this.a);
        this.session.viewport.markedOnInput.value = place && seen ? regionAt(place, seen) : null;
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      this.session.viewport.markedOnInput.value = null;
      this.session.dispose();
    };
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    this.session.retry();
    this.other.retry();
  }
}

function parts({ subject, display, inputs, answers }: StructureSession | OtherSide): Omit<Side, "letter"> {
  return { subject, display, inputs, answers };
}

function flowOf({ subject, display }: Side): Flow | null {
  const input = subject.inputSize.value;
  return input && { layers: display.columnLayers.value, input };
}

function inputSeen({ subject, inputs }: Side): Seen | null {
  const [framing, input] = [framingOf(inputs), subject.inputSize.value];
  return framing && input && { framing, input, map: input };
}

function seenBy(side: Side, layer: string): Seen | null {
  const [seen, map] = [inputSeen(side), side.subject.network.value?.layers.find(({ name }) => name === layer)];
  return seen && map ? { ...seen, map } : null;
}
