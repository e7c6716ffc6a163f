import type { ComponentChildren } from "preact";
import { worded } from "../../state/wording.ts";
import { outcome } from "../answer/meaning.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { ColourBar } from "../importance/ColourBar.tsx";
import { usePool } from "../session/usePool.ts";
import "./legend.css";

/** What shapes, borders and places mean: first of all, for without it the scene says nothing. */
export function Legend() {
  const { run, display, meaning } = usePool();
  const { othersExist } = meaning;
  const arrangement = display.arrangement.value;
  const { kept, changed } = outcome(run.pool.value, meaning.kind.value);
  return (
    <FoldingPanel name="legend" title="How to read it" help="tetrahedron">
      <ul class="pool-legend">
        <PlaceEntry />
        <Entry sign="kept" name="Square corners:">
          {kept}.
        </Entry>
        <Entry sign="changed" name="Cut corner:">
          {changed}.
        </Entry>
        <Entry sign="support" name={worded("{Black} border:")}>
          a support vector, on which the boundary between the two rests.
        </Entry>
        {arrangement === "tetrahedron" && othersExist.value && (
          <Entry sign="outside" name="Outside:">
            all other labels together. Where it is high, the place says little.
          </Entry>
        )}
      </ul>
    </FoldingPanel>
  );
}

/** What a copy's place means in the arrangement that is seen. */
function PlaceEntry() {
  const { run, display, meaning } = usePool();
  const { corner } = meaning;
  const label = run.pool.value?.examined.label.name ?? "the label";
  if (display.arrangement.value === "drop") {
    return (
      <Entry sign="drop" name="Order:">
        {`the copies in which ${label} falls most come first. Before each row stands the change of its first copy.`}
      </Entry>
    );
  }
  if (display.arrangement.value === "photo") {
    const several = run.fills.value.length > 1;
    const most = display.largestChange.value;
    const size = `${(most * 100).toFixed(1)} pp`;
    return (
      <>
        <Entry sign="photo" name="Place:">
          in the middle of what the copy hides, on one photo for each window size{several && " and fill"}.
        </Entry>
        <li class="pool-legend-scale">
          <span>
            <strong>Colour:</strong> {`the change of ${label} by this copy alone, red where it falls.`}
          </span>
          <ColourBar most={most} value={null} ends={[`rises by ${size}`, `falls by ${size}`]} />
        </li>
      </>
    );
  }
  const byLogarithms = display.byLogarithms.value;
  return (
    <Entry sign="place" name={byLogarithms ? "Place, by logarithms:" : "Place:"}>
      {`the nearer to ${corner.value === "end" ? "an end" : "a corner"}, the more probable that ${corner.value}’s label${byLogarithms ? "; small probabilities count far more than they are" : ""}.`}
    </Entry>
  );
}

/** What the labels span, drawn by the number of its corners. */
const BODIES = { 2: "M3 16h26", 3: "M16 3L3 26h26z", 4: "M16 3L3 26h26z M16 3v16 M16 19L3 26 M16 19l13 7" };

type SignKind = "kept" | "changed" | "support" | "place" | "outside" | "photo" | "drop";

function Entry({ sign, name, children }: { sign: SignKind; name: string; children: ComponentChildren }) {
  return (
    <li>
      <Sign kind={sign} />
      <span>
        <strong>{name}</strong> {children}
      </span>
    </li>
  );
}

function Sign({ kind }: { kind: SignKind }) {
  const { corners } = usePool().run;
  return (
    <svg class="pool-sign" data-kind={kind} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {kind === "support" && <path class="pool-sign-border" d="M3.5 3.5h25v25h-25z" />}
      {(kind === "kept" || kind === "support") && <path class="pool-sign-kept" d="M7 7h18v18H7z" />}
      {kind === "changed" && <path class="pool-sign-changed" d="M6 6h12l8 8v12H6z" />}
      {kind === "place" && (
        <>
          <path class="pool-sign-line" d={BODIES[corners.value]} />
          <circle class="pool-sign-dot" cx="18" cy={corners.value === 2 ? 16 : 13} r="3" />
        </>
      )}
      {kind === "photo" && (
        <>
          <path class="pool-sign-line" d="M4 6h24v20H4z" />
          <path class="pool-sign-dot" d="M14 12h8v8h-8z" />
        </>
      )}
      {kind === "drop" && <path class="pool-sign-line" d="M5 6v20h23 M9 10h5v12H9z M17 15h5v7h-5z M25 19h3v3h-3z" />}
      {kind === "outside" && (
        <>
          <path class="pool-sign-track" d="M3 12h26v8H3z" />
          <path class="pool-sign-line" d="M5 20l8-8 M9 20l8-8 M3 18l6-6" />
        </>
      )}
    </svg>
  );
}
