import { worded } from "../state/wording.ts";
import { Panel } from "../ui/Panel.tsx";
import "./legend.css";

/** What shapes, borders and places mean. */
export function Legend() {
  return (
    <Panel title="How to read it" help="kept-changed">
      <ul class="pool-legend">
        <li>
          <Sign kind="kept" />
          <span>
            <strong>Square corners:</strong> kept. The label is still that of the whole image.
          </span>
        </li>
        <li>
          <Sign kind="changed" />
          <span>
            <strong>Cut corner:</strong> changed. Another label is now the most probable.
          </span>
        </li>
        <li>
          <Sign kind="support" />
          <span>
            <strong>{worded("{Black} border:")}</strong> a support vector. It holds the boundary between the two.
          </span>
        </li>
        <li>
          <Sign kind="place" />
          <span>
            <strong>Place:</strong> the mean of the four corners, weighted by the probabilities of their labels.
          </span>
        </li>
        <li>
          <Sign kind="outside" />
          <span>
            <strong>Outside:</strong> the probability of all other labels together. The place leaves it out; where it is
            high, the place says little.
          </span>
        </li>
      </ul>
    </Panel>
  );
}

function Sign({ kind }: { kind: "kept" | "changed" | "support" | "place" | "outside" }) {
  return (
    <svg class="pool-sign" data-kind={kind} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      {kind === "support" && <path class="pool-sign-border" d="M3.5 3.5h25v25h-25z" />}
      {(kind === "kept" || kind === "support") && <path class="pool-sign-kept" d="M7 7h18v18H7z" />}
      {kind === "changed" && <path class="pool-sign-changed" d="M6 6h12l8 8v12H6z" />}
      {kind === "place" && (
        <>
          <path class="pool-sign-line" d="M16 3L3 26h26z M16 3v16 M16 19L3 26 M16 19l13 7" />
          <circle class="pool-sign-dot" cx="18" cy="13" r="3" />
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
