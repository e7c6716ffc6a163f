import { useSignal } from "@preact/signals";
import type { ComputationStep, FeatureMap } from "../../protocol/messages.ts";
import { DIVERGING_STOPS } from "../compare/diverging.ts";
import { useStructure } from "../session/useStructure.ts";
import { type AskedValue, valueRead } from "./computed.ts";
import { goesOn, isThere, type Stage } from "./frames.ts";
import { NumberGrid } from "./NumberGrid.tsx";
import { SourceMap } from "./SourceMap.tsx";
import { exactText, stepTitle } from "./stepWords.ts";
import { TermList } from "./TermList.tsx";

interface StepPictureProps {
  step: ComputationStep;
  /** Its place among the steps. */
  index: number;
  stage: Stage;
  /** The map of a layer's channel, where it is here. */
  mapOf: (layer: string | null, channel: number) => FeatureMap | null;
}

/** One step: what is read, what it is multiplied by, and what comes out. */
export function StepPicture({ step, index, stage, mapOf }: StepPictureProps) {
  const { computed } = useStructure();
  const chosen = useSignal(0);
  const term = goesOn(step, index) ? undefined : (step.terms[chosen.value] ?? step.terms[0]);
  const source = term && step.sources[term.source];
  return (
    <div class="computed-step">
      <div>
        <h3>{stepTitle(step)}</h3>
        <p class="computed-sentence">{step.sentence}</p>
      </div>
      {term && source && (
        <div class="computed-parts">
          <SourceMap source={source} term={term} map={mapOf(source.layer, term.channel)} />
          <Grids term={term} stage={stage} pressed={(i, j) => opener(valueRead(source, term, i, j), computed)} />
          {step.terms.length > 1 || (step.rest !== null && step.term_count > step.terms.length) ? (
            <TermList step={step} chosen={chosen.value} onChoose={(index) => (chosen.value = index)} />
          ) : null}
        </div>
      )}
      {step.kind === "unknown" && <Sources step={step} />}
      <Result step={step} there={stage === "result"} />
    </div>
  );
}

function opener(value: AskedValue | null, computed: { deeper(value: AskedValue): void }): (() => void) | null {
  return value && (() => computed.deeper(value));
}

interface GridsProps {
  term: ComputationStep["terms"][number];
  stage: Stage;
  pressed: (i: number, j: number) => (() => void) | null;
}

/** Patch × kernel = products. */
function Grids({ term, stage, pressed }: GridsProps) {
  const { values, weights, width, factor, picked, total } = term;
  const products = weights?.map((weight, index) => weight * (values[index] ?? 0)) ?? null;
  const press = (index: number) => pressed(Math.floor(index / width), index % width);
  return (
    <div class="computed-grids">
      <NumberGrid
        label={values.length > 1 ? "Values read" : "Value read"}
        {...{ values, width, picked }}
        limit={largest(values)}
        there={isThere("values", stage)}
        onPress={press}
      />
      {weights && products && (
        <>
          <span class="computed-sign" aria-hidden="true">
            ×
          </span>
          <NumberGrid
            label={values.length > 1 ? "Kernel" : "Weight"}
            values={weights}
            width={width}
            limit={largest(weights)}
            there={isThere("weights", stage)}
          />
          <span class="computed-sign" aria-hidden="true">
            =
          </span>
          <NumberGrid
            label={values.length > 1 ? "Products" : "Product"}
            values={products}
            width={width}
            limit={largest(products)}
            there={isThere("products", stage)}
          />
        </>
      )}
      <p class="computed-total small number" data-there={stage === "result"}>
        {factor === null ? `Together ${exactText(total)}` : `Together, times ${exactText(factor)}: ${exactText(total)}`}
      </p>
      {values.length > 1 && (
        <Scale
          limits={[
            ["values", values],
            ["kernel", weights],
            ["products", products],
          ]}
        />
      )}
    </div>
  );
}

/** What the colours mean: white is 0, and each grid has a scale of its own. */
function Scale({ limits }: { limits: readonly (readonly [string, readonly number[] | null])[] }) {
  const words = limits.flatMap(([name, values]) => (values ? [`${name} ±${exactText(largest(values))}`] : []));
  return (
    <p class="computed-scale small muted number">
      <span
        class="computed-swatch"
        aria-hidden="true"
        style={{ backgroundImage: `linear-gradient(to right, ${DIVERGING_STOPS.join(", ")})` }}
      />
      {`Blue below 0, white 0, red above. Strongest colours: ${words.join(", ")}.`}
    </p>
  );
}

function largest(values: readonly number[]): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

/** The numbers of a step, and what comes of them. */
function Result({ step, there }: { step: ComputationStep; there: boolean }) {
  const { formula, numbers, start, terms, term_count, value, rest } = step;
  const others = term_count - terms.length;
  return (
    <div class="computed-result number" data-there={there}>
      {formula !== "" && <p class="computed-formula">{formula}</p>}
      <dl>
        {start !== null && <Given name="x" value={start} />}
        {numbers.map((number) => (
          <Given key={number.name} {...number} />
        ))}
        {rest !== null && others > 0 && (
          <>
            <Given name={`${terms.length} shown`} value={terms.reduce((sum, { total }) => sum + total, 0)} />
            <Given name={`+ ${others} others`} value={rest} />
          </>
        )}
        <div class="computed-value">
          <dt>=</dt>
          <dd>{exactText(value)}</dd>
        </div>
      </dl>
    </div>
  );
}

function Given({ name, value }: { name: string; value: number }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{exactText(value)}</dd>
    </div>
  );
}

/** What an operation that is not known reads. */
function Sources({ step }: { step: ComputationStep }) {
  if (step.sources.length === 0) return null;
  return (
    <p class="small muted">{`It reads ${step.sources.map(({ layer, operation }) => layer ?? operation).join(", ")}.`}</p>
  );
}
