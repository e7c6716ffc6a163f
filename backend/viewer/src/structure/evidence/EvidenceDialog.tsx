import { useComputed, useSignal } from "@preact/signals";
import { useCallback, useEffect } from "preact/hooks";
import { signedTable } from "../../geometry/colourMap.ts";
import { SCENES } from "../../geometry/scenes.ts";
import { Complaint } from "../../protocol/complaint.ts";
import type { ClassEvidence, EvidenceOfClass } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { failed, LOADING, type Loadable, ready } from "../../state/loadable.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { Select } from "../../ui/Select.tsx";
import { percent } from "../../ui/words.ts";
import { requestKey } from "../answers/live.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import { useStructure } from "../session/useStructure.ts";
import { evidencePicture, largestSize, signedText } from "./evidencePicture.ts";
import "./evidence.css";

/** Channels that are told of each class. */
const CHANNELS = 12;
/** Of the colours of differences, two that stand out from light and dark. */
const [, AGAINST, , , , FOR] = SCENES.colours.difference;
const TABLE = signedTable(SCENES.colours.difference);

/** What speaks for a class and against it: by pixel on the input, and by channel, down to the logit. */
export function EvidenceDialog({ onClose }: { onClose: () => void }) {
  const chosen = useSignal<number | null>(null);
  const attempt = useSignal(0);
  const evidence = useEvidence(chosen.value, attempt.value);
  return (
    <Dialog title="What speaks for it?" open onClose={onClose} wide class="evidence">
      {evidence.state === "failed" && <ErrorNote complaint={evidence.complaint} onRetry={() => (attempt.value += 1)} />}
      {evidence.state === "loading" && <ProgressBar value={null} label="Asking the server" />}
      {evidence.state === "ready" && <Told evidence={evidence.value} onChoose={(index) => (chosen.value = index)} />}
    </Dialog>
  );
}

/** What the server tells of a class, null for the most probable one; asked anew for another image, masks or switches. */
function useEvidence(chosen: number | null, attempt: number): Loadable<ClassEvidence> {
  const { ablation, masks, slot, subject } = useStructure();
  const answer = useSignal<Loadable<ClassEvidence>>(LOADING);
  const image = useComputed(() => {
    const masked = maskedImage(subject, masks.all.value, masks.fill.value);
    return masked && { ...masked, ...ablation.asked.value, channels: CHANNELS };
  }).value;
  const wanted = image && { ...image, class_index: chosen };
  const key = wanted ? requestKey(wanted) : "";
  useEffect(() => {
    if (!wanted) return;
    const stop = new AbortController();
    ask("class_evidence", wanted, { slot: `${slot}-evidence`, signal: stop.signal }).then(
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

function Told({ evidence, onChoose }: { evidence: ClassEvidence; onChoose: (index: number) => void }) {
  const [first] = evidence.classes;
  if (!first) return <p>{evidence.explanation}</p>;
  const most = largestSize(evidence.classes.flatMap(({ channels }) => channels.map((each) => each.evidence)));
  const classes = evidence.classes.toSorted((a, b) => b.score.probability - a.score.probability);
  return (
    <div class="evidence-body" style={{ "--against": AGAINST, "--for": FOR }}>
      <p class="small muted">
        {`This network ${evidence.pooling === "max" ? "takes the largest value of each of its last maps and adds these up" : "averages each of its last maps and adds the averages up"}, each by a weight of its own for each class. So the logit, which becomes the class’s probability, can be told apart exactly: by the maps of ${evidence.layer}, or by their pixels.`}
        <HelpButton topic="class-evidence" about="Class evidence" />
      </p>
      <Select
        label="Class"
        options={classes.map(({ score }) => ({
          value: String(score.label.index),
          label: `${score.label.name} (${percent(score.probability)})`,
        }))}
        value={String(first.score.label.index)}
        onChange={(value) => onChoose(Number(value))}
      />
      <div class="evidence-pair">
        <ByPixel evidence={evidence} />
        <ByChannel layer={evidence.layer ?? ""} pooled={evidence.pooling} told={first} most={most} />
      </div>
      <h3 class="field-label">The head: the most probable classes, and what their logits are made of</h3>
      <ul class="evidence-head">
        {classes.map((each) => (
          <li key={each.score.label.index} data-chosen={each === first}>
            <Bars told={each} most={most} />
          </li>
        ))}
      </ul>
    </div>
  );
}

function ByPixel({ evidence }: { evidence: ClassEvidence }) {
  const input = useStructure().inputs.preview.value;
  const { pixels } = evidence;
  const paint = useCallback(
    () =>
      input ? evidencePicture(input, pixels, evidence, TABLE) : { height: 1, width: 1, data: new Uint8ClampedArray(4) },
    [input, pixels, evidence],
  );
  if (!input) return null;
  const most = largestSize(pixels).toFixed(3);
  return (
    <figure class="evidence-figure">
      <LazyCanvas width={input.width} height={input.height} paint={paint} label="Evidence by pixel, on the input" />
      <figcaption class="small number">
        <ScaleRow low={`−${most}`} high={`+${most}`} stops={SCENES.colours.difference} />
        <span class="muted">
          {`Each of ${evidence.height} × ${evidence.width} pixels lies where its map has it; what it saw is wider. Together ${signedText(pixels.reduce((a, b) => a + b, 0))}.`}
        </span>
      </figcaption>
    </figure>
  );
}

/** The strongest channels of the class, the rest, and how they add up. */
function ByChannel({
  layer,
  pooled,
  told,
  most,
}: {
  layer: string;
  pooled: string;
  told: EvidenceOfClass;
  most: number;
}) {
  return (
    <table class="evidence-table number small">
      <caption class="unseen">{`What the maps of ${layer} add to the logit of ${told.score.label.name}`}</caption>
      <thead>
        <tr>
          <th scope="col">Channel</th>
          <th scope="col">{`${pooled} × weight`}</th>
          <th scope="col">adds</th>
          <th scope="col">
            <span class="unseen">As a bar</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {told.channels.map((each) => (
          <tr key={each.channel}>
            <th scope="row">{each.channel}</th>
            <td class="muted">{`${each.pooled.toFixed(3)} × ${signedText(each.weight)}`}</td>
            <td>{signedText(each.evidence)}</td>
            <td>
              <Bar value={each.evidence} most={most} />
            </td>
          </tr>
        ))}
        <tr>
          <th scope="row" colSpan={2}>
            All other channels
          </th>
          <td>{signedText(told.rest)}</td>
          <td />
        </tr>
        <tr>
          <th scope="row" colSpan={2}>
            Bias
          </th>
          <td>{signedText(told.bias)}</td>
          <td />
        </tr>
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2}>
            Logit
          </th>
          <td>{signedText(told.logit)}</td>
          <td class="muted">{`→ ${percent(told.score.probability)}`}</td>
        </tr>
      </tfoot>
    </table>
  );
}

function Bar({ value, most }: { value: number; most: number }) {
  const share = most > 0 ? (50 * Math.abs(value)) / most : 0;
  return (
    <span class="evidence-track" aria-hidden="true">
      <span
        class="evidence-bar"
        data-sign={value < 0 ? "against" : "for"}
        style={{ width: `${share}%`, [value < 0 ? "right" : "left"]: "50%" }}
      />
    </span>
  );
}

/** A class of the head: its logit, and its strongest channels as bars side by side. */
function Bars({ told, most }: { told: EvidenceOfClass; most: number }) {
  const { channels, logit, score } = told;
  return (
    <>
      <span class="evidence-name">{score.label.name}</span>
      <span class="number muted">{`logit ${signedText(logit)}`}</span>
      <span class="evidence-columns" aria-hidden="true">
        {channels.map((each) => (
          <span
            key={each.channel}
            class="evidence-column"
            data-sign={each.evidence < 0 ? "against" : "for"}
            title={`Channel ${each.channel}: ${signedText(each.evidence)}`}
            style={{ height: `${most > 0 ? Math.max(4, (100 * Math.abs(each.evidence)) / most) : 0}%` }}
          />
        ))}
      </span>
    </>
  );
}
