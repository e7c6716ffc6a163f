import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { worded } from "../state/wording.ts";
import { percent } from "../ui/words.ts";
import { epochAt, type Frame, GUTTER, lastEpoch, linesOf, marksOf, topOf, xOf, yOf } from "./curvePlot.ts";
import { epochName, measureText, plotInWords, readingText, tableEpochs, valuesAt } from "./curveWords.ts";
import { MEASURES, type MeasureName, putAside, type RunCurve } from "./runCurve.ts";
import "../ui/unseenSlider.css";
import "./curves.css";

const TITLES = { loss: "Loss", accuracy: "Accuracy" } as const;
const UNITS = { loss: "cross-entropy, in nats: the lower the better", accuracy: "share answered right" } as const;
/** Height of a plot with its axes, in CSS pixels. */
const HEIGHT = 156;

/** A moment that is marked in the plots. */
export interface Mark {
  readonly letter: string;
  readonly epoch: number;
}

interface CurveChartProps {
  /** The run, and those over which it is laid. */
  curves: readonly RunCurve[];
  /** Counts what changed in them. */
  changes: number;
  halfLife: number;
  marks: readonly Mark[];
  reading: number | null;
  onRead: (epoch: number | null) => void;
}

/** Loss and accuracy over epochs, of what is learned from and of what is put aside, of one run or of several. */
export function CurveChart({ curves, changes, halfLife, marks, reading, onRead }: CurveChartProps) {
  const place = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(600);
  useLayoutEffect(() => {
    const element = place.current;
    if (!element) return;
    const observer = new ResizeObserver(() => setWidth(element.clientWidth || 600));
    observer.observe(element);
    return () => observer.disconnect();
  }, []);
  const epochs = lastEpoch(curves);
  const inner = {
    width: Math.max(60, width - GUTTER.left - GUTTER.right),
    height: HEIGHT - GUTTER.top - GUTTER.bottom,
  };
  const known = reading === null ? null : Math.min(reading, epochs);
  return (
    <div class="curves">
      <Legend curves={curves} />
      <div
        ref={place}
        class="curve-plots"
        onPointerMove={(event) => {
          const box = event.currentTarget.getBoundingClientRect();
          onRead(epochAt(event.clientX - box.left - GUTTER.left, { ...inner, epochs, top: 1 }));
        }}
        onPointerLeave={(event) => event.pointerType !== "touch" && onRead(null)}
      >
        {MEASURES.map((measure) => (
          <Plot
            key={measure}
            measure={measure}
            curves={curves}
            changes={changes}
            halfLife={halfLife}
            marks={marks}
            reading={known}
            size={{ ...inner, epochs }}
          />
        ))}
        <input
          class="unseen-slider curve-slider"
          type="range"
          min={0}
          max={epochs}
          step={1}
          value={known ?? curves[0]?.run.epochs_done ?? 0}
          aria-label="Epoch whose values are read"
          aria-valuetext={spoken(curves, known ?? curves[0]?.run.epochs_done ?? 0)}
          onInput={(event) => onRead(event.currentTarget.valueAsNumber)}
          onBlur={() => onRead(null)}
        />
      </div>
      <Reading curves={curves} epoch={known} />
      <Values curves={curves} />
    </div>
  );
}

interface PlotProps {
  measure: MeasureName;
  curves: readonly RunCurve[];
  changes: number;
  halfLife: number;
  marks: readonly Mark[];
  reading: number | null;
  size: Omit<Frame, "top">;
}

function Plot({ measure, curves, changes, halfLife, marks, reading, size }: PlotProps) {
  const clip = useId();
  const { width, height, epochs } = size;
  // The curves are changed in place; `changes` counts that.
  const { frame, lines } = useMemo(() => {
    const made: Frame = { width, height, epochs, top: topOf(measure, curves, halfLife) };
    return { frame: made, lines: curves.map((curve) => linesOf(curve, measure, halfLife, made)) };
  }, [curves, changes, measure, halfLife, width, height, epochs]);
  const at = marksOf(frame);
  return (
    <figure class="curve-figure" data-measure={measure}>
      <figcaption class="small">
        <strong>{TITLES[measure]}</strong> <span class="muted">{UNITS[measure]}</span>
      </figcaption>
      <svg
        width={width + GUTTER.left + GUTTER.right}
        height={HEIGHT}
        role="img"
        aria-label={plotInWords(measure, curves)}
      >
        <clipPath id={clip}>
          <rect x={0} y={-1} width={width + 1} height={height + 2} />
        </clipPath>
        <g transform={`translate(${GUTTER.left} ${GUTTER.top})`}>
          {at.values.map((value) => (
            <g key={value}>
              <path class="curve-grid" d={`M0 ${yOf(value, frame)}H${width}`} />
              <text class="curve-tick" x={-6} y={yOf(value, frame)} data-end="true" dy="0.35em">
                {measure === "accuracy" ? `${Math.round(value * 100)}%` : value}
              </text>
            </g>
          ))}
          {at.epochs.map((epoch) => (
            <g key={epoch}>
              <path class="curve-mark" d={`M${xOf(epoch, frame)} ${height}v4`} />
              <text class="curve-tick" x={xOf(epoch, frame)} y={height + 16} data-middle="true">
                {epoch}
              </text>
            </g>
          ))}
          {marks.map(({ letter, epoch }) => (
            <g key={letter} class="curve-moment">
              <path d={`M${xOf(epoch, frame)} 0V${height}`} />
              <text x={xOf(epoch, frame)} y={-5}>
                {letter}
              </text>
            </g>
          ))}
          <g clip-path={`url(#${clip})`}>
            {lines.map(({ raw }, run) => (
              <path key={run} class="curve-line" data-kind="raw" data-run={run} d={raw} />
            ))}
            {lines.map(({ smooth, aside }, run) => (
              <g key={run}>
                <path class="curve-line" data-kind="smooth" data-run={run} d={smooth} />
                <path class="curve-line" data-kind="aside" data-run={run} d={aside} />
              </g>
            ))}
          </g>
          {lines.map(({ dots }, run) =>
            dots.map(({ x, y }) => <circle key={`${run} ${x}`} class="curve-dot" data-run={run} cx={x} cy={y} r={3} />),
          )}
          <path class="curve-axis" d={`M0 0V${height}H${width}`} />
          {reading !== null && <ReadLine measure={measure} curves={curves} epoch={reading} frame={frame} />}
        </g>
      </svg>
    </figure>
  );
}

function ReadLine({
  measure,
  curves,
  epoch,
  frame,
}: Omit<PlotProps, "changes" | "halfLife" | "marks" | "reading" | "size"> & { epoch: number; frame: Frame }) {
  const x = xOf(epoch, frame);
  return (
    <g class="curve-read">
      <path d={`M${x} 0V${frame.height}`} />
      {curves.map((curve, run) => {
        const found = valuesAt(curve, epoch);
        return (
          found && (
            <circle key={run} class="curve-dot" data-run={run} cx={x} cy={yOf(putAside(found, measure), frame)} r={5} />
          )
        );
      })}
    </g>
  );
}

function Legend({ curves }: { curves: readonly RunCurve[] }) {
  return (
    <ul class="curve-legend small" aria-label="What the lines are">
      {curves.map(({ run }, at) => (
        <li key={run.name}>
          {curves.length > 1 && <strong>{run.name}</strong>}
          <Sample run={at} kind="smooth" />
          learned from
          <Sample run={at} kind="aside" />
          put aside
        </li>
      ))}
    </ul>
  );
}

function Sample({ run, kind }: { run: number; kind: "smooth" | "aside" }) {
  return (
    <svg class="curve-sample" width={30} height={12} aria-hidden="true">
      <path class="curve-line" data-kind={kind} data-run={run} d="M0 6H30" />
      {kind === "aside" && <circle class="curve-dot" data-run={run} cx={15} cy={6} r={3} />}
    </svg>
  );
}

function spoken(curves: readonly RunCurve[], epoch: number): string {
  const told = curves.map((curve) => {
    const found = valuesAt(curve, epoch);
    const values = found ? readingText(found) : "not there yet";
    return curves.length > 1 ? `${curve.run.name}: ${values}` : values;
  });
  return `${epochName(epoch)}. ${told.join(". ")}`;
}

/** What is read; a line of how to read where nothing is. It keeps its room, so that nothing moves. */
function Reading({ curves, epoch }: { curves: readonly RunCurve[]; epoch: number | null }) {
  return (
    <div class="curve-reading small number" data-runs={curves.length}>
      {epoch === null ? (
        <p class="muted">
          {worded("{Point at the lines, or go to them by Tab and use the arrow keys,|Tap the lines} to read an epoch.")}
        </p>
      ) : (
        curves.map((curve) => {
          const found = valuesAt(curve, epoch);
          return (
            <p key={curve.run.name}>
              <strong>
                {curves.length > 1 ? `${curve.run.name}, ${epochName(epoch).toLowerCase()}` : epochName(epoch)}
              </strong>{" "}
              {found ? readingText(found) : "not there yet"}
            </p>
          );
        })
      )}
    </div>
  );
}

/** The same in numbers. */
function Values({ curves }: { curves: readonly RunCurve[] }) {
  const [open, setOpen] = useState(false);
  return (
    <details class="curve-values small" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Values as a table</summary>
      {open && curves.map((curve) => <ValueTable key={curve.run.name} curve={curve} />)}
    </details>
  );
}

function ValueTable({ curve }: { curve: RunCurve }) {
  const { every, epochs } = tableEpochs(curve);
  return (
    <table class="curve-table number">
      <caption>
        {curve.run.name}
        {every > 1 && `, every ${every}th epoch and the last`}
      </caption>
      <thead>
        <tr>
          <th scope="col">Epoch</th>
          <th scope="col">Loss, learned from</th>
          <th scope="col">Loss, put aside</th>
          <th scope="col">Accuracy, learned from</th>
          <th scope="col">Accuracy, put aside</th>
        </tr>
      </thead>
      <tbody>
        {epochs.map((one) => (
          <tr key={one.epoch}>
            <th scope="row">{one.epoch}</th>
            <td>{measureText("loss", one.loss)}</td>
            <td>{measureText("loss", one.validation_loss)}</td>
            <td>{one.accuracy === null ? "–" : percent(one.accuracy)}</td>
            <td>{percent(one.validation_accuracy)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
