import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { Complaint } from "../../protocol/complaint.ts";
import type { Computation, FeatureMap } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, LOADING, type Loadable, ready } from "../../state/loadable.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { WholeNetworkNote } from "../ablation/WholeNetworkNote.tsx";
import { requestKey } from "../answers/live.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import { useStructure } from "../session/useStructure.ts";
import { Player } from "./Player.tsx";
import { placeText } from "./stepWords.ts";
import "./computed.css";

/** Sum terms that are told in full. */
const TERMS = 6;

/** How the value that is asked about came about, step by step. */
export function ComputedDialog() {
  const { computed } = useStructure();
  return (
    <Dialog title="How is this computed?" open onClose={() => computed.close()} wide class="computed">
      <WholeNetworkNote />
      <Told />
    </Dialog>
  );
}

function Told() {
  const { computed } = useStructure();
  const attempt = useSignal(0);
  const computation = useComputation(attempt.value);
  const top = useRef<HTMLDivElement>(null);
  const depth = computed.trail.value.length;
  const before = useRef(depth);
  useLayoutEffect(() => {
    // What was pressed is gone: the keyboard goes on at the head of the value that took its place.
    if (before.current !== depth) top.current?.focus({ preventScroll: true });
    before.current = depth;
  }, [depth]);
  return (
    <div class="computed-body" aria-busy={computation.state === "loading"}>
      <div ref={top} class="computed-head" tabIndex={-1}>
        <Way />
        <HelpButton topic="computed" about="How is this computed?" />
      </div>
      {computation.state === "failed" && (
        <ErrorNote complaint={computation.complaint} onRetry={() => (attempt.value += 1)} />
      )}
      {computation.state === "loading" && <ProgressBar value={null} label="Loading the numbers" />}
      {computation.state === "ready" && <Loaded key={keyOf(computation.value)} computation={computation.value} />}
    </div>
  );
}

function keyOf({ operation, channel, row, column, value }: Computation): string {
  return [operation, channel, row, column, value].join(" ");
}

/** The values gone through, and the way back. */
function Way() {
  const { computed, subject } = useStructure();
  const trail = computed.trail.value;
  const classNames = subject.network.value?.class_names;
  return (
    <nav class="computed-way" aria-label="The way to this value">
      {trail.length > 1 && (
        <Button icon="arrow-left" onClick={() => computed.back()}>
          Back
        </Button>
      )}
      <ol>
        {trail.map((value, place) => (
          <li key={`${place} ${placeText(value)}`}>
            {place === trail.length - 1 ? (
              <strong aria-current="step">{placeText(value, classNames)}</strong>
            ) : (
              <button type="button" class="computed-link" onClick={() => computed.back(place)}>
                {value.layer ?? value.output ?? "answer"}
              </button>
            )}
          </li>
        ))}
      </ol>
    </nav>
  );
}

function Loaded({ computation }: { computation: Computation }) {
  const maps = useSourceMaps(computation);
  return <Player computation={computation} mapOf={maps} />;
}

/** What the server tells of the value; asked anew for another value, image or masks. */
function useComputation(attempt: number): Loadable<Computation> {
  const { slot, subject, masks, computed } = useStructure();
  const answer = useSignal<Loadable<Computation>>(LOADING);
  const wanted = useComputed(() => {
    const [image, value] = [maskedImage(subject, masks.all.value, masks.fill.value), computed.now.value];
    return image && value && { ...image, ...value, terms: TERMS };
  }).value;
  const key = wanted ? requestKey(wanted) : "";
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    answer.value = LOADING;
    ask("computations", wanted, { slot: `${slot}-computed`, signal: stop.signal }).then(
      (told) => {
        if (told && !stop.signal.aborted) answer.value = ready(told);
      },
      (error) => {
        if (!stop.signal.aborted) answer.value = failed(Complaint.of(error));
      },
    );
    return () => stop.abort();
  }, [key, attempt, slot]);
  return answer.value;
}

/** The maps that the steps read, as far as they are layers' and here. */
function useSourceMaps(computation: Computation): (layer: string | null, channel: number) => FeatureMap | null {
  const { slot, subject, masks } = useStructure();
  const found = useSignal<ReadonlyMap<string, FeatureMap>>(new Map());
  const wanted = useMemo(() => channelsRead(computation), [computation]);
  useEffect(() => {
    const image = maskedImage(subject, masks.all.peek(), masks.fill.peek());
    if (!image) return;
    const stop = new AbortController();
    for (const [layer, channels] of wanted) {
      const asking = { slot: `${slot}-computed-${layer}`, signal: stop.signal };
      ask("activations", { ...image, layer, channels: [...channels] }, asking).then(
        (told) => {
          if (!told || stop.signal.aborted) return;
          found.value = new Map([
            ...found.peek(),
            ...told.maps.map((map) => [`${layer} ${map.channel}`, map] as const),
          ]);
        },
        () => {}, // the numbers are there without the picture
      );
    }
    return () => stop.abort();
  }, [wanted, slot, subject, masks, found]);
  return (layer, channel) => (layer === null ? null : (found.value.get(`${layer} ${channel}`) ?? null));
}

function channelsRead({ steps }: Computation): ReadonlyMap<string, ReadonlySet<number>> {
  const read = new Map<string, Set<number>>();
  for (const { terms, sources } of steps) {
    for (const { source, channel } of terms) {
      const layer = sources[source]?.layer;
      if (layer) read.set(layer, (read.get(layer) ?? new Set()).add(channel));
    }
  }
  return read;
}
