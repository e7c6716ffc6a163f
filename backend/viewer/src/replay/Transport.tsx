import { useEffect, useState } from "preact/hooks";
import { Button, IconButton } from "../ui/Button.tsx";
import { KeysDialog } from "../ui/KeysDialog.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { useKeys } from "../ui/useKeys.ts";
import type { EventGroup } from "./eventGroups.ts";
import { eventWords } from "./eventWords.ts";
import { type Player, SPEEDS, type Speed } from "./player.ts";
import { KEYS, takeKey } from "./replayKeys.ts";
import { TimelineBar } from "./TimelineBar.tsx";
import { timeText } from "./timeline.ts";
import "./transport.css";

/** What can be jumped to, and the key that does it: without Shift to the next, with it to the last before. */
const JUMPS: readonly { group: EventGroup; label: string; key: string }[] = [
  { group: "masks", label: "Mask", key: "m" },
  { group: "network", label: "Network", key: "n" },
  { group: "questions", label: "Question", key: "q" },
];

/** What a replay cannot show. */
const LIMITS =
  "What the network answers is computed anew; what the participant saw of it stands above. Where the pointer rested is " +
  "recorded, not its way.";

/** Plays, and goes to any time. */
export function Transport({ player }: { player: Player }) {
  useEffect(() => run(player), [player]);
  useKeys((event) => takeKey(player, event));
  const playing = player.playing.value;
  return (
    <section class="transport" aria-label="Replay">
      <div class="transport-row">
        <IconButton icon="chevron-left" label="Event before" shortcut="," onClick={() => player.jump(-1)} />
        <Button
          kind="primary"
          class="transport-play"
          icon={playing ? "pause" : "play"}
          aria-keyshortcuts="Space"
          onClick={() => player.toggle()}
        >
          {playing ? "Pause" : "Play"}
        </Button>
        <IconButton icon="chevron-right" label="Next event" shortcut="." onClick={() => player.jump(1)} />
        <Clock player={player} />
        <Segmented
          label="Speed"
          options={SPEEDS.map((speed) => ({ value: String(speed), label: `${speed}×` }))}
          value={String(player.speed.value)}
          onChange={(speed) => (player.speed.value = Number(speed) as Speed)}
        />
        <Toggle label="Skip idle time" checked={player.brief.value} onChange={(skip) => player.skipIdle(skip)} />
        <Jumps player={player} />
        <KeysButton />
      </div>
      <Caption player={player} />
      <TimelineBar player={player} />
      <p class="transport-note small muted">{LIMITS}</p>
    </section>
  );
}

function Clock({ player }: { player: Player }) {
  return (
    <p class="transport-clock number">
      {timeText(player.time.value)} <span class="muted">/ {timeText(player.length.value)}</span>
    </p>
  );
}

function Jumps({ player }: { player: Player }) {
  player.time.value; // what there is to jump to follows it
  return (
    <div class="transport-jumps">
      <span class="small muted" aria-hidden="true">
        Next
      </span>
      {JUMPS.map(({ group, label, key }) => (
        <Button
          key={group}
          aria-label={`Next: ${label.toLowerCase()}`}
          aria-keyshortcuts={key}
          disabled={player.nextPlace(1, group) < 0}
          onClick={() => player.jump(1, group)}
        >
          {label}
        </Button>
      ))}
    </div>
  );
}

/** What has happened last. */
function Caption({ player }: { player: Player }) {
  const { event } = player.moment.value;
  return <p class="transport-caption">{event ? eventWords(event) : "Before the first event"}</p>;
}

function KeysButton() {
  const [open, setOpen] = useState(false);
  return (
    <>
      <IconButton icon="keyboard" label="Keys" onClick={() => setOpen(true)} />
      <KeysDialog open={open} onClose={() => setOpen(false)} keys={KEYS}>
        <p class="small muted">{LIMITS}</p>
      </KeysDialog>
    </>
  );
}

/** Lets time go by while it plays. Returns what stops that. */
function run(player: Player): () => void {
  let before = performance.now();
  let frame = requestAnimationFrame(function step(now) {
    player.advance(now - before);
    before = now;
    frame = requestAnimationFrame(step);
  });
  return () => cancelAnimationFrame(frame);
}
