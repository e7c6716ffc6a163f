import type { EventRecord } from "../protocol/messages.ts";
import { type EventGroup, GROUPS, groupOf } from "./eventGroups.ts";
import type { Band, Player } from "./player.ts";
import { timeText } from "./timeline.ts";
import "../ui/unseenSlider.css";
import "./timelineBar.css";

/** Units of the drawing from its beginning to its end. */
const WIDE = 10_000;
/** What an arrow key moves, in milliseconds. */
const STEP = 5000;

/** The whole session: its steps as bands, its events as ticks in lanes, and a slider over them. */
export function TimelineBar({ player }: { player: Player }) {
  const { length, times, bands } = player;
  return (
    <div class="timeline">
      <div class="timeline-names small muted" aria-hidden="true">
        <span>Step</span>
        {GROUPS.map(({ group, label }) => (
          <span key={group}>{label}</span>
        ))}
      </div>
      <div class="timeline-lanes">
        <Bands bands={bands.value} length={length.value} player={player} />
        {GROUPS.map(({ group }) => (
          <Lane key={group} group={group} events={player.events} times={times.value} length={length.value} />
        ))}
        <Playhead player={player} />
        <Scrubber player={player} />
      </div>
    </div>
  );
}

function Bands({ bands, length, player }: { bands: readonly Band[]; length: number; player: Player }) {
  const { steps } = player.record.session;
  return (
    <div class="timeline-bands" aria-hidden="true">
      {bands.map(({ step, from, to }) => {
        const known = steps.find(({ id }) => id === step);
        return (
          <span
            key={`${from} ${step}`}
            class="timeline-band"
            data-kind={known?.kind}
            style={{ left: `${share(from, length)}%`, width: `${share(to - from, length)}%` }}
          >
            {known?.title ?? step}
          </span>
        );
      })}
    </div>
  );
}

interface LaneProps {
  group: EventGroup;
  events: readonly EventRecord[];
  times: readonly number[];
  length: number;
}

/** One path for all ticks, however many there are. */
function Lane({ group, events, times, length }: LaneProps) {
  const places = events.flatMap(({ kind }, place) => (groupOf(kind) === group ? [times[place] as number] : []));
  const path = places.map((time) => `M${Math.round((share(time, length) * WIDE) / 100)} 0V10`).join("");
  return (
    <svg
      class="timeline-lane"
      data-group={group}
      viewBox={`0 0 ${WIDE} 10`}
      preserveAspectRatio="none"
      aria-hidden="true"
    >
      <path d={path} />
    </svg>
  );
}

function Playhead({ player }: { player: Player }) {
  return <div class="timeline-head" style={{ left: `${share(player.time.value, player.length.value)}%` }} />;
}

function Scrubber({ player }: { player: Player }) {
  const { time, length, moment } = player;
  const { steps } = player.record.session;
  const step = steps.find(({ id }) => id === moment.value.step);
  return (
    <input
      class="unseen-slider timeline-slider"
      type="range"
      min={0}
      max={Math.max(length.value, 1)}
      step={1}
      value={time.value}
      aria-label="Time of the session"
      aria-valuetext={`${timeText(time.value)} of ${timeText(length.value)}${step ? `, ${step.title}` : ""}`}
      onInput={(event) => player.seek(event.currentTarget.valueAsNumber)}
      onKeyDown={(event) => {
        const by = { ArrowRight: STEP, ArrowUp: STEP, ArrowLeft: -STEP, ArrowDown: -STEP }[event.key];
        if (by === undefined) return;
        event.preventDefault();
        player.seek(time.peek() + by);
      }}
    />
  );
}

function share(time: number, length: number): number {
  return length > 0 ? (100 * time) / length : 0;
}
