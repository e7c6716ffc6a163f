import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { busyDelay, reconnectDelay } from "../../protocol/backoff.ts";
import { Complaint } from "../../protocol/complaint.ts";
import { type EventBatch, type EventReceipt, MAX_EVENTS } from "../../protocol/messages.ts";
import type { EventLog } from "./eventLog.ts";

/** Gives the server a batch. `keepalive`: also while the page is closing. Rejects with a Complaint. */
export type Post = (batch: EventBatch, keepalive: boolean) => Promise<EventReceipt>;

/** Milliseconds in which what happens together is gathered. */
const REST = 200;
/** Milliseconds after which what other pages have left is looked for again. */
const LOOK_AGAIN = 15_000;
/** Bytes that browsers send for a page that is closing: 64 KiB, heads included. */
const KEEPALIVE_BYTES = 60_000;
/** A batch that will not do as it is; one of a single event never will. */
const UNFIT = new Set(["too_large", "invalid_input", "malformed"]);
/** The server is there, but cannot record at this moment. */
const FULL = new Set(["busy", "disk_full"]);

/** Sends what a log has until the server has acknowledged it, whatever happens to the line or the server meanwhile. */
export class Sender {
  /** Whether the last attempt failed. */
  readonly failing: ReadonlySignal<boolean>;
  private readonly failed: Signal<boolean> = signal(false);
  private readonly log: EventLog;
  private readonly post: Post;
  private sending = false;
  private attempt = 0;
  private most = MAX_EVENTS;
  private timer: ReturnType<typeof setTimeout> | undefined;
  private wakesAt = Number.POSITIVE_INFINITY;
  private lookAt = 0;
  private stopped = false;

  constructor(log: EventLog, post: Post) {
    this.log = log;
    this.post = post;
    this.failing = this.failed;
    log.onMore = () => this.wake(REST);
  }

  /** Sends within so many milliseconds; at once where the line is known to be back. */
  wake(within = 0): void {
    // What failed waits for its turn, unless somebody knows better.
    if (this.stopped || (this.failed.peek() && within > 0)) return;
    this.sleep(within);
  }

  /** Sends what is not acknowledged with what time there is: the page is closing, or may be. */
  leave(): void {
    const batch = this.log.next(MAX_EVENTS, KEEPALIVE_BYTES, true);
    if (batch === null) return;
    this.post(batch, true).then(
      (receipt) => this.log.settle(batch, receipt),
      () => {}, // it is on the disk
    );
  }

  /** Sends what pages before this one have left; whether there was anything. Rejects with a Complaint. */
  async sendLeft(): Promise<boolean> {
    let last: EventBatch | null = null;
    for (;;) {
      const batch = await this.log.leftByOthers(this.most);
      // The same again: the disk does not let go of it. What is sent twice is recorded once.
      if (batch === null || (last !== null && isSame(batch, last))) break;
      await this.send(batch);
      last = batch;
    }
    this.lookAt = performance.now() + LOOK_AGAIN;
    return last !== null;
  }

  /** Sends no more by itself. */
  stop(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private sleep(milliseconds: number): void {
    const at = performance.now() + milliseconds;
    if (at >= this.wakesAt) return;
    clearTimeout(this.timer);
    this.wakesAt = at;
    this.timer = setTimeout(() => {
      this.wakesAt = Number.POSITIVE_INFINITY;
      void this.run();
    }, milliseconds);
  }

  private async run(): Promise<void> {
    if (this.sending) return;
    this.sending = true;
    try {
      for (let batch = this.log.next(this.most); batch; batch = this.log.next(this.most)) await this.send(batch);
      if (performance.now() >= this.lookAt) await this.sendLeft();
    } catch (error) {
      this.failed.value = true;
      const pause = FULL.has(Complaint.of(error).code)
        ? busyDelay(Math.min(this.attempt, 4))
        : reconnectDelay(this.attempt);
      this.attempt++;
      if (!this.stopped) this.sleep(pause);
    } finally {
      this.sending = false;
    }
    if (!this.failed.peek() && !this.stopped) this.sleep(this.log.next(1) ? REST : LOOK_AGAIN);
  }

  private async send(batch: EventBatch): Promise<void> {
    try {
      const receipt = await this.post(batch, false);
      if (this.log.settle(batch, receipt) === 0) throw Complaint.unreadable();
      this.most = Math.min(MAX_EVENTS, this.most * 2);
    } catch (error) {
      const { code, message } = Complaint.of(error);
      if (!UNFIT.has(code)) throw error;
      const [first] = batch.events;
      if (batch.events.length > 1 || !first) this.most = Math.ceil(batch.events.length / 2);
      else this.log.settle(batch, { acknowledged: [], refused: [{ sequence: first.sequence, message }] });
    }
    this.attempt = 0;
    this.failed.value = false;
  }
}

function isSame(one: EventBatch, other: EventBatch): boolean {
  return one.client_id === other.client_id && one.events[0]?.sequence === other.events[0]?.sequence;
}
