import { computed, effect, type Signal, signal, untracked } from "@preact/signals";
import type { LayersRequest } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import type { Subject } from "../../state/subject.ts";
import { tell } from "../../state/tell.ts";
import { say } from "../../ui/notice.ts";
import { begun, type History, redone, stepped, undone } from "../masks/history.ts";
import {
  ALL_ON,
  countOff,
  ofNetwork,
  type SwitchedOff,
  sameSwitchedOff,
  switched,
  switchesBetween,
} from "../scene/switchedOff.ts";
import { MAX_LAYERS_OFF } from "./ablationText.ts";

/** What maps that are switched off are set to. */
export type Replacement = NonNullable<LayersRequest["replacement"]>;
export const REPLACEMENTS: readonly Replacement[] = ["mean", "zero"];
export const USUAL_REPLACEMENT: Replacement = "mean";

/** What is off, and of which network. */
export interface Switches {
  /** Null for those of an address, which belong to whatever network comes with them. */
  readonly owner: string | null;
  readonly history: History<SwitchedOff>;
}

export const NO_SWITCHES: Switches = { owner: null, history: begun(ALL_ON) };

/** Why maps are switched, as a study's log has it. */
type Reason = "hand" | "undo" | "redo" | "all_on" | "open";

/** The feature maps of a session's network that are switched off (ablation), with their history. */
export class Ablation {
  readonly switches: Signal<Switches> = signal(NO_SWITCHES);
  /** What they are set to. */
  readonly replacement: Signal<Replacement> = signal(USUAL_REPLACEMENT);
  /** What is off now. */
  readonly off = computed(() => this.switches.value.history.present);
  readonly any = computed(() => this.off.value.size > 0);
  readonly canUndo = computed(() => this.switches.value.history.past.length > 0);
  readonly canRedo = computed(() => this.switches.value.history.future.length > 0);
  /** What a request says of it: nothing where all is on. */
  readonly asked = computed<Pick<LayersRequest, "ablated" | "replacement">>(() =>
    this.any.value
      ? {
          ablated: [...this.off.value].map(([layer, channels]) => ({ layer, channels: [...channels] })),
          replacement: this.replacement.value,
        }
      : {},
  );
  private readonly subject: Subject;
  /** What a study's log knows to be off. */
  private told: SwitchedOff = ALL_ON;

  constructor(subject: Subject) {
    this.subject = subject;
  }

  /** How many of some channels of a layer are off. Subscribes. */
  countOff(layer: string, channels: readonly number[]): number {
    return countOff(channels, this.off.value.get(layer));
  }

  /** Switches channels of a layer off, or on again. */
  set(layer: string, channels: readonly number[], off: boolean): void {
    const next = switched(this.off.peek(), layer, channels, off);
    if (next.size > MAX_LAYERS_OFF) say(`Maps of at most ${MAX_LAYERS_OFF} layers can be off at a time.`);
    else if (!sameSwitchedOff(next, this.off.peek())) this.take(stepped(this.switches.peek().history, next), "hand");
  }

  /** Switches them off; where all of them are off, on again. */
  toggle(layer: string, channels: readonly number[]): void {
    this.set(layer, channels, countOff(channels, this.off.peek().get(layer)) < channels.length);
  }

  /** Switches everything on again, as a step that can be undone. */
  allOn(): void {
    if (this.off.peek().size > 0) this.take(stepped(this.switches.peek().history, new Map()), "all_on");
  }

  undo(): void {
    this.take(undone(this.switches.peek().history), "undo");
  }

  redo(): void {
    this.take(redone(this.switches.peek().history), "redo");
  }

  replaceBy(replacement: Replacement): void {
    choose("replacement", this.replacement, replacement);
  }

  /** Puts something in place of all that is off: nothing is told, and there is no step to take back. */
  begin(off: SwitchedOff): void {
    this.told = off;
    this.switches.value = { owner: null, history: begun(off) };
  }

  /** Tells what came switched off with the page's address. */
  tellOpened(): void {
    this.tellChange(this.off.peek(), "open");
  }

  /** Keeps to the network: maps of another one are let go of, and those that it does not have. Returns what stops that. */
  follow(): () => void {
    return effect(() => {
      const network = this.subject.network.value;
      const { owner } = this.switches.value;
      if (network && owner !== network.summary.network_id) {
        untracked(() => {
          const off = owner === null ? ofNetwork(this.off.peek(), network.layers) : ALL_ON;
          this.switches.value = { owner: network.summary.network_id, history: begun(off) };
        });
      }
    });
  }

  /** Told before it is done, because the network is asked at once. */
  private take(history: History<SwitchedOff>, reason: Reason): void {
    const now = this.switches.peek();
    if (history === now.history) return;
    this.tellChange(history.present, reason);
    this.switches.value = { ...now, history };
  }

  private tellChange(next: SwitchedOff, reason: Reason): void {
    for (const each of switchesBetween(this.told, next)) tell("maps_switched", { ...each, reason });
    this.told = next;
  }
}
