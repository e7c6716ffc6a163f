import { computed, effect, type Signal, signal, untracked } from "@preact/signals";
import type { Pool, PoolRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, IDLE, type Loadable, loading, ready, valueIn } from "../../state/loadable.ts";
import { requestKey } from "../../structure/answers/live.ts";
import type { Side, SideBySide } from "../sideBySide.ts";
import { pairedMaps } from "./pairedMaps.ts";
import { byOutcome, type Outcome, type PairedCopies, pairedCopies, tellingOutcome } from "./pairs.ts";

/** The pools of two networks: default windows, each of its own input's size, with the fill that masks have. */
export class PoolsBeside {
  readonly a: Signal<Loadable<Pool>> = signal(IDLE);
  readonly b: Signal<Loadable<Pool>> = signal(IDLE);
  /** Both pools; null before both are whole. */
  readonly both = computed<readonly [a: Pool, b: Pool] | null>(() => {
    const [one, two] = [valueIn(this.a.value), valueIn(this.b.value)];
    return one && two && [one, two];
  });
  readonly pairs = computed(() => this.both.value && pairedCopies(...this.both.value));
  readonly outcomes = computed(() => this.pairs.value && byOutcome(this.pairs.value));
  readonly maps = computed(() => this.both.value && pairedMaps(...this.both.value));
  /** Of which outcome the copies shall be shown; null for the one that tells most. */
  readonly wanted: Signal<Outcome | null> = signal(null);
  /** Of which they are. */
  readonly outcome = computed<Outcome>(() => this.wanted.value ?? tellingOutcome(this.outcomes.value));
  /** The pair that is looked at. */
  readonly pointed: Signal<PairedCopies | null> = signal(null);
  private readonly compared: SideBySide;
  private readonly attempt = signal(0);
  /** What each of the pools answers, or is to. */
  private asked: [a: string, b: string] = ["", ""];

  constructor(compared: SideBySide) {
    this.compared = compared;
  }

  /** Asks for both pools, and anew whenever they would be others. Returns what stops that. */
  follow(): () => void {
    let stop = new AbortController();
    const wanted = computed(() => [this.requestOf(this.compared.a), this.requestOf(this.compared.b)] as const);
    const end = effect(() => {
      const [one, two] = wanted.value;
      this.attempt.value;
      stop.abort();
      stop = new AbortController();
      const { signal } = stop;
      untracked(() => void this.askBoth(one, two, signal));
    });
    return () => {
      end();
      stop.abort();
    };
  }

  /** Asks again for what could not be had. */
  retry(): void {
    this.attempt.value += 1;
  }

  /** One after the other: the server keeps what it needs of an image for one network's pool at a time. */
  private async askBoth(one: PoolRequest | null, two: PoolRequest | null, stop: AbortSignal): Promise<void> {
    this.forgetOthers(0, this.a, one);
    this.forgetOthers(1, this.b, two);
    await this.askFor("beside-pool-a", this.a, one, stop);
    await this.askFor("beside-pool-b", this.b, two, stop);
  }

  /** Drops what answers another question. */
  private forgetOthers(place: 0 | 1, into: Signal<Loadable<Pool>>, request: PoolRequest | null): void {
    const key = request ? requestKey(request) : "";
    if (key !== this.asked[place]) into.value = IDLE;
    this.asked[place] = key;
  }

  private async askFor(
    slot: string,
    into: Signal<Loadable<Pool>>,
    request: PoolRequest | null,
    stop: AbortSignal,
  ): Promise<void> {
    if (!request || into.peek().state === "ready" || stop.aborted) return;
    into.value = loading();
    try {
      const pool = await ask("pools", request, {
        slot,
        signal: stop,
        onProgress: (progress) => {
          if (!stop.aborted) into.value = loading(progress);
        },
      });
      if (pool && !stop.aborted) into.value = ready(pool);
    } catch (error) {
      if (!stop.aborted) into.value = failed(error);
    }
  }

  private requestOf({ subject }: Side): PoolRequest | null {
    const [image_id, network_id] = [subject.imageId.value, subject.networkId.value];
    const merged = subject.merging.request.value;
    if (image_id === null || network_id === null || merged === null || !subject.usable.value) return null;
    return {
      image_id,
      network_id,
      ...subject.fitting.request.value,
      fill: this.compared.session.masks.fill.value,
      ...merged,
    };
  }
}
