import type { ComponentChildren } from "preact";
import { worded } from "../../state/wording.ts";
import { outcome } from "../answer/meaning.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { usePool } from "../session/usePool.ts";
import "./legend.css";

/** What shapes, borders and places mean: first of all, for without it the scene says nothing. */
export function Legend() {
  const { run, meaning } = usePool();
  const { corner, othersExist } = meaning;
  const { kept, changed } = outcome(run.pool.value, meaning.kind.value);
  return (
    <FoldingPanel name="legend" title="How to read it" help="tetrahedron">
      <ul class="pool-legend">
        <Entry sign="place" name="Place:">
          {`the nearer to ${corner.value === "end" ? "an end" : "a corner"}, the more probable that ${corner.value}’s label.`}
        </Entry>
        <Entry sign="kept" name="Square corners:">
          {kept}.
        </Entry>
        <Entry sign="changed" name="Cut corner:">
          {changed}.
        </Entry>
        <Entry sign="support" name={worded("{Black} border:")}>
          a support vector, on which the boundary between the two rests.
        </Entry>
        {othersExist.value && (
          <Entry sign="outside" name="Outside:">
            all other labels together. Where it is high, the place says little.
          </Entry>
        )}
      </ul>
    </FoldingPanel>
  );
}

/** What the labels span, drawn by the number of its corners. */
const BODIES = { 2: "M3 16h26", 3: "M16 3L3 26h26z", 4: "M16 3L3 26h26z M16 3v16 M16 19L3 26 M16 19l13 7" };

type SignKind = "kept" | "changed" | "support" | "place" | "outside";

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
      {kind === "outside" && (
        <>
          <path class="pool-sign-track" d="M3 12h26v8H3z" />
          <path class="pool-sign-line" d="M5 20l8-8 M9 20l8-8 M3 18l6-6" />
        </>
      )}
    </svg>
  );
}
