import type { EventRecord } from "../protocol/messages.ts";

/** Between two clients, or where nobody was there, at most so many milliseconds pass in a replay. */
export const LONGEST_ABSENCE = 60_000;
/** Where idle time is skipped, at most so many milliseconds pass from one event to the next. */
export const LONGEST_REST = 2_000;

/**
 * Events in the order in which they are replayed, and when, in whole milliseconds from the first: a slider of the browser
 * holds no fraction exactly, and would end a little before the last event.
 */
export interface Timeline {
  readonly events: readonly EventRecord[];
  /** As it was. */
  readonly times: readonly number[];
  /** With idle time skipped. */
  readonly brief: readonly number[];
}

/**
 * Places events in time. Events of one client are in the order of its numbers, and those of several as they arrived.
 * Within a client its own clock, which never goes back, says how long something took; from one client to another the
 * server's does, and an absence is cut short. Clocks on the wall are not looked at, since they may jump.
 */
export function timelineOf(arrived: readonly EventRecord[]): Timeline {
  const events = inOrder(arrived);
  const times: number[] = [];
  const brief: number[] = [];
  const last = new Map<string, number>();
  events.forEach((event, place) => {
    const pause = place === 0 ? 0 : pauseBefore(events, times, place, last.get(event.client_id));
    times.push((times[place - 1] ?? 0) + pause);
    brief.push((brief[place - 1] ?? 0) + Math.min(pause, LONGEST_REST));
    last.set(event.client_id, place);
  });
  return { events, times: times.map(Math.round), brief: brief.map(Math.round) };
}

/** The place of the last event that has happened by `time`; -1 before the first. */
export function placeAt(times: readonly number[], time: number): number {
  let low = 0;
  let high = times.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((times[middle] as number) <= time) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/** A time of one scale on the other: as far behind the same event, and no further than the next. */
export function converted(time: number, from: readonly number[], to: readonly number[]): number {
  const place = placeAt(from, time);
  const begin = to[place];
  if (begin === undefined) return 0;
  return Math.min(begin + time - (from[place] as number), to[place + 1] ?? begin);
}

/** A time of a replay: `0:07`, `12:30`, `1:02:03`. */
export function timeText(milliseconds: number): string {
  const seconds = Math.floor(milliseconds / 1000);
  const two = (number: number) => String(number).padStart(2, "0");
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}

/** Milliseconds from the event before; `own` is the place of this client's last one. */
function pauseBefore(
  events: readonly EventRecord[],
  times: readonly number[],
  place: number,
  own: number | undefined,
): number {
  const event = events[place] as EventRecord;
  const before = events[place - 1] as EventRecord;
  if (own === undefined) return clamp(event.received_ms - before.received_ms, LONGEST_ABSENCE);
  const passed = event.monotonic_ms - (events[own] as EventRecord).monotonic_ms;
  return clamp((times[own] as number) + passed - (times[place - 1] as number), Number.POSITIVE_INFINITY);
}

function clamp(milliseconds: number, most: number): number {
  return Math.min(Math.max(milliseconds, 0), most);
}

/** Each client's events by number, at the places where its events arrived. */
function inOrder(arrived: readonly EventRecord[]): EventRecord[] {
  const waiting = new Map<string, EventRecord[]>();
  for (const event of arrived) {
    const own = waiting.get(event.client_id);
    if (own) own.push(event);
    else waiting.set(event.client_id, [event]);
  }
  for (const own of waiting.values()) own.sort((one, other) => other.sequence - one.sequence);
  return arrived.map(({ client_id }) => waiting.get(client_id)?.pop() as EventRecord);
}
