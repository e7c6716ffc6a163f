import { batch, computed, type Signal, signal } from "@preact/signals";
import type { EventRecord, ParticipantRecord } from "../protocol/messages.ts";
import { type EventGroup, groupOf } from "./eventGroups.ts";
import { type Moment, momentsOf } from "./moment.ts";
import { converted, placeAt, timelineOf } from "./timeline.ts";

/** How many times faster than it was. */
export const SPEEDS = [1, 2, 4, 8, 16] as const;
export type Speed = (typeof SPEEDS)[number];

/** Part of the timeline at one step. */
export interface Band {
  step: string;
  from: number;
  to: number;
}

/** Plays a participant's record: what was there at each time. Times are milliseconds from the first event. */
export class Player {
  readonly record: ParticipantRecord;
  readonly playing: Signal<boolean> = signal(false);
  readonly speed: Signal<Speed> = signal(1);
  /** Whether idle time is left out; the time scale is another then. */
  readonly brief: Signal<boolean> = signal(false);
  readonly time: Signal<number> = signal(0);
  readonly events: readonly EventRecord[];
  /** When each event happened, on the scale of now. */
  readonly times = computed(() => (this.brief.value ? this.scales.brief : this.scales.times));
  readonly length = computed(() => this.times.value.at(-1) ?? 0);
  /** The place of the last event that has happened; -1 before the first. */
  readonly place = computed(() => placeAt(this.times.value, this.time.value));
  /** What the participant had before them. */
  readonly moment = computed<Moment>(() => this.moments[this.place.value + 1] as Moment);
  /** The steps, in the order in which they were gone through. */
  readonly bands = computed<Band[]>(() => bandsOf(this.events, this.times.value));
  private readonly moments: readonly Moment[];
  private readonly scales: { readonly times: readonly number[]; readonly brief: readonly number[] };

  constructor(record: ParticipantRecord) {
    this.record = record;
    const { events, times, brief } = timelineOf(record.events);
    this.events = events;
    this.moments = momentsOf(events);
    this.scales = { times, brief };
  }

  /** Goes to a time, cut to what there is. */
  seek(time: number): void {
    this.time.value = Math.min(Math.max(time, 0), this.length.peek());
  }

  /** Plays on, from the beginning where it was at the end; or stands still. */
  toggle(): void {
    if (!this.playing.peek() && this.time.peek() >= this.length.peek()) this.time.value = 0;
    this.playing.value = !this.playing.peek() && this.length.peek() > 0;
  }

  /** Lets `passed` milliseconds go by for whoever looks on. At the end it stands still. */
  advance(passed: number): void {
    if (!this.playing.peek()) return;
    this.seek(this.time.peek() + passed * this.speed.peek());
    if (this.time.peek() >= this.length.peek()) this.playing.value = false;
  }

  /** Leaves idle time out, or takes it in again, at the same event. */
  skipIdle(skip: boolean): void {
    if (skip === this.brief.peek()) return;
    const { times, brief } = this.scales;
    batch(() => {
      this.time.value = skip ? converted(this.time.peek(), times, brief) : converted(this.time.peek(), brief, times);
      this.brief.value = skip;
    });
  }

  /** The next event of a group, or of any, after now (`by` 1), or the last before it (-1); -1 where there is none. */
  nextPlace(by: 1 | -1, group: EventGroup | null = null): number {
    const times = this.times.peek();
    for (let place = this.place.peek() + (by > 0 ? 1 : 0); place >= 0 && place < times.length; place += by) {
      const isElsewhere = by > 0 || (times[place] as number) < this.time.peek();
      if (isElsewhere && (group === null || groupOf((this.events[place] as EventRecord).kind) === group)) return place;
    }
    return -1;
  }

  /** Goes to such an event; false where there is none. */
  jump(by: 1 | -1, group: EventGroup | null = null): boolean {
    const place = this.nextPlace(by, group);
    if (place < 0) return false;
    this.time.value = this.times.peek()[place] as number;
    return true;
  }
}

function bandsOf(events: readonly EventRecord[], times: readonly number[]): Band[] {
  const bands: Band[] = [];
  events.forEach(({ step }, place) => {
    const time = times[place] as number;
    const last = bands.at(-1);
    if (last) last.to = time;
    if (last?.step !== step) bands.push({ step, from: time, to: time });
  });
  return bands;
}
