import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useMemo } from "preact/hooks";
import { SCENES } from "../../geometry/scenes.ts";
import { range } from "../../geometry/tensor.ts";
import { type Components, REPRESENTATIVES, type Representative, type Tensor } from "../../protocol/messages.ts";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { percent } from "../../ui/words.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { mapPicture, valueText } from "../pictures/mapPicture.ts";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import { explainsLittle } from "../scene/drawnTensor.ts";
import { useStructure } from "../session/useStructure.ts";
import { Portrait, portraitWords, type WeightedMap, weightEnds } from "./portrait.ts";
import "./card.css";

/** Maps with a large weight, and with a small one, that are shown. */
const ENDS = 4;

/** What the open cluster's picture is made of, how much it shows, and what else could stand for the cluster. */
export function ClusterCard() {
  const session = useStructure();
  const portrait = useMemo(() => new Portrait(session), [session]);
  useEffect(() => portrait.follow(), [portrait]);
  const now = portrait.components.value;
  return (
    <details class="card" open aria-busy={now.state === "loading"}>
      <summary class="card-title">What this picture shows</summary>
      {now.state === "failed" && <ErrorNote complaint={now.complaint} onRetry={() => portrait.retry()} />}
      {now.state === "ready" && <Facts components={now.value} />}
      {now.state === "loading" && <p class="small muted">Asking the server …</p>}
    </details>
  );
}

function Facts({ components }: { components: Components }) {
  const chosen = useSignal("first_component");
  const { representatives } = components;
  const shown = representatives.find(({ method }) => method === chosen.value) ?? representatives[0];
  if (!shown) return null;
  const { min, max } = range(shown.map);
  return (
    <div class="card-body">
      <figure class="card-figure">
        <Thumb tensor={shown.map} label={`${titleOf(shown)} of cluster ${components.cluster + 1}`} />
        <figcaption class="small number">
          <ScaleRow low={valueText(min)} high={valueText(max)} />
          <span class="muted">{sentence(REPRESENTATIVES.find(({ value }) => value === shown.method)?.meaning)}</span>
        </figcaption>
      </figure>
      <div class="card-facts">
        <Meter components={components} />
        <fieldset class="card-choice">
          <legend class="field-label">What could stand for the cluster</legend>
          {representatives.map((each) => (
            <label key={each.method} class="card-option small number">
              <input
                type="radio"
                class="unseen"
                name="representative"
                checked={each === shown}
                onChange={() => {
                  chosen.value = each.method;
                }}
              />
              <Thumb tensor={each.map} />
              <span>{titleOf(each)}</span>
              <span class="muted">
                {each.explained_variance === null ? "constant" : `explains ${percent(each.explained_variance)}`}
              </span>
            </label>
          ))}
        </fieldset>
      </div>
      <Weights components={components} />
    </div>
  );
}

/** The shares of the first two components, as a bar and in words. */
function Meter({ components }: { components: Components }) {
  const [first = 0, second = 0] = components.explained_variances;
  const words = portraitWords(components);
  const { ablation } = useStructure();
  return (
    <div class="card-variance">
      <p class="field-label">
        Explained variance
        <HelpButton topic="explained-variance" about="Explained variance" />
      </p>
      <div
        class="card-meter"
        aria-hidden="true"
        data-little={explainsLittle(components.explained_variances[0] ?? null)}
      >
        <span class="card-first" style={{ width: percent(first) }} />
        <span class="card-second" style={{ width: percent(second) }} />
        <span class="card-threshold" style={{ left: percent(SCENES.structure.little_explained) }} />
      </div>
      {words.map((each) => (
        <p key={each} class="small">
          {each}
        </p>
      ))}
      {components.groups === "original" && (
        <p class="small muted">
          The component is the original’s; the shares are those of{" "}
          {ablation.any.value ? "the maps as they are now" : "the masked image’s maps"}.
        </p>
      )}
    </div>
  );
}

/** The maps that count most in the picture, and least, by their weights. */
function Weights({ components }: { components: Components }) {
  const [like, unlike] = weightEnds(components, ENDS);
  if (components.channels.length < 2) return null;
  const opposite = unlike.some(({ weight }) => weight < 0);
  return (
    <div class="card-weights">
      <Ends title="Most like it" maps={like} />
      <Ends title={opposite ? "Least like it, below 0 its opposite" : "Least like it"} maps={unlike} />
    </div>
  );
}

function Ends({ title, maps }: { title: string; maps: readonly WeightedMap[] }) {
  const session = useStructure();
  const known = session.maps.sorted.value;
  return (
    <section>
      <h4 class="field-label">{title}</h4>
      <ul class="card-ends">
        {maps.map(({ channel, weight }) => {
          const map = known.find((each) => each.channel === channel)?.map;
          return (
            <li key={channel}>
              <button type="button" class="map-cell" onClick={() => session.maps.enlarge(channel)}>
                <Thumb tensor={map ?? NOTHING} />
                <span class="map-caption number">
                  <span>
                    <span class="unseen">Channel </span>
                    {channel}
                  </span>
                  <span class="muted">
                    <span class="unseen">, weight </span>
                    {weightText(weight)}
                  </span>
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

const NOTHING: Tensor = { shape: [1, 1], dtype: "u1", scale: 0, offset: 0, data: new Uint8Array(1) };

function Thumb({ tensor, label }: { tensor: Tensor; label?: string }) {
  const colours = useStructure().display.lookup.value;
  const paint = useCallback(() => mapPicture(tensor, colours), [tensor, colours]);
  const [height = 1, width = 1] = tensor.shape;
  return <LazyCanvas width={width} height={height} paint={paint} label={label} />;
}

function titleOf({ method, channel }: Representative): string {
  const title = REPRESENTATIVES.find(({ value }) => value === method)?.label ?? method;
  return channel === null ? title : `${title}: ${channel}`;
}

/** Words as a sentence. */
function sentence(words = ""): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}.`;
}

/** A weight with its sign. */
function weightText(weight: number): string {
  return `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`;
}
