import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { encode } from "../../protocol/codec.ts";
import { type EventBatch, type EventReceipt, MAX_EVENTS, type SessionEvent } from "../../protocol/messages.ts";
import type { Told } from "../../state/tell.ts";
import type { EventStore } from "./eventStore.ts";

/** Bytes of a batch, beyond the first of its events: half of what a server takes as it is set up usually. */
export const MAX_BATCH_BYTES = 512 * 1024;

/** An event that the server has not acknowledged. */
interface Waiting {
  event: SessionEvent;
  /** As MessagePack. */
  bytes: number;
}

/**
 * What one page has to tell of a session. Each event gets its number and its times at once, is written to the disk, and
 * waits until the server has named it.
 */
export class EventLog {
  readonly clientId: string;
  /** How many events of this page the server has not acknowledged. */
  readonly unsent: ReadonlySignal<number>;
  /** Whether those are on this device's disk, so that they outlive the page. */
  readonly keeps: ReadonlySignal<boolean>;
  /** Called when there is something more to be sent. */
  onMore: () => void = () => {};
  private store: EventStore | null;
  private readonly waiting = new Map<number, Waiting>();
  private readonly count: Signal<number> = signal(0);
  private readonly kept: Signal<boolean>;
  /** Events that are not on the disk yet. */
  private unwritten: SessionEvent[] = [];
  private writing = false;
  private last = 0;
  private waits: { upTo: number; resolve: () => void }[] = [];

  /** `store` is null where the browser keeps nothing. */
  constructor(clientId: string, store: EventStore | null) {
    this.clientId = clientId;
    this.store = store;
    this.unsent = this.count;
    this.kept = signal(store !== null);
    this.keeps = this.kept;
  }

  /** Takes down what has just happened at a step. */
  record({ kind, scene, content }: Told, step: string): void {
    const event: SessionEvent = {
      sequence: ++this.last,
      kind,
      step,
      scene,
      monotonic_ms: performance.now(),
      wall_ms: Date.now(),
      content,
    };
    this.waiting.set(event.sequence, { event, bytes: encode(event).length });
    this.count.value = this.waiting.size;
    this.unwritten.push(event);
    void this.write();
  }

  /** The first events that can be sent, within limits; null where there are none. `all`: also those not on the disk yet. */
  next(most = MAX_EVENTS, maxBytes = MAX_BATCH_BYTES, all = false): EventBatch | null {
    const first = all || !this.kept.peek() ? undefined : this.unwritten[0]?.sequence;
    const events: SessionEvent[] = [];
    let total = 0;
    for (const { event, bytes } of this.waiting.values()) {
      total += bytes;
      const full = events.length >= most || (events.length > 0 && total > maxBytes);
      if (full || event.sequence === first) break;
      events.push(event);
    }
    return events.length === 0 ? null : { client_id: this.clientId, events };
  }

  /** What pages that are closed have left on the disk. */
  async leftByOthers(most: number): Promise<EventBatch | null> {
    return (await this.store?.leftByOthers(this.clientId, most)) ?? null;
  }

  /** Forgets what a receipt names of a batch, of this page or of another; how many that were. */
  settle(batch: EventBatch, receipt: EventReceipt): number {
    const sent = new Map(batch.events.map((event) => [event.sequence, event]));
    const named = [...receipt.acknowledged, ...receipt.refused.map(({ sequence }) => sequence)];
    const settled = named.filter((sequence) => sent.has(sequence));
    if (batch.client_id === this.clientId) this.forget(settled);
    // Where it cannot be dropped it is sent once more, some day, and recorded once all the same.
    this.store?.drop(batch.client_id, settled).catch(() => {});
    for (const { sequence, message } of receipt.refused) this.tellRefused(sent.get(sequence), message);
    return settled.length;
  }

  /** Resolves when all that is recorded by now is settled. */
  settled(): Promise<void> {
    const upTo = this.last;
    return new Promise((resolve) => {
      this.waits.push({ upTo, resolve });
      this.resolveWaits();
    });
  }

  /** Removes what is kept on the disk, of this session's other pages too: the server has all of it. */
  async erase(): Promise<void> {
    const store = this.store;
    this.store = null;
    await store?.erase();
  }

  private forget(sequences: readonly number[]): void {
    for (const sequence of sequences) this.waiting.delete(sequence);
    this.count.value = this.waiting.size;
    this.resolveWaits();
  }

  private resolveWaits(): void {
    const first = this.waiting.keys().next().value ?? Number.POSITIVE_INFINITY;
    const over = this.waits.filter(({ upTo }) => upTo < first);
    this.waits = this.waits.filter(({ upTo }) => upTo >= first);
    for (const { resolve } of over) resolve();
  }

  /** Nobody at this page can do anything about it; whoever looks at the records finds it there. */
  private tellRefused(event: SessionEvent | undefined, message: string): void {
    console.warn(`The server refused event ${event?.sequence}, ${event?.kind}: ${message}`);
    if (!event || event.kind === "event_refused") return;
    const content = { refused: event.kind, message };
    this.record({ kind: "event_refused", scene: event.scene, content }, event.step);
  }

  /** Brings what is not on the disk there, one write at a time. */
  private async write(): Promise<void> {
    if (this.store === null) {
      this.unwritten = [];
      this.onMore();
      return;
    }
    if (this.writing) return;
    this.writing = true;
    while (this.unwritten.length > 0) {
      const events = this.unwritten.filter(({ sequence }) => this.waiting.has(sequence));
      try {
        await this.store.keep(this.clientId, events);
      } catch {
        // No room. They stay here, are sent from here, and are written with the next one.
        this.kept.value = false;
        break;
      }
      const written = new Set(events);
      this.unwritten = this.unwritten.filter((event) => !written.has(event) && this.waiting.has(event.sequence));
      this.kept.value = true;
      this.onMore();
    }
    this.writing = false;
    this.onMore();
  }
}
