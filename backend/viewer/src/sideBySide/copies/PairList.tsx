import { useSignal } from "@preact/signals";
import { useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { canvasOf, drawMasked, type Sources } from "../../pool/images/canvases.ts";
import type { Pool, PoolImage } from "../../protocol/messages.ts";
import { placed } from "../../structure/masks/mask.ts";
import { Button } from "../../ui/Button.tsx";
import { count, percent } from "../../ui/words.ts";
import { Letter } from "../Letter.tsx";
import type { Side } from "../sideBySide.ts";
import { useSideBySide } from "../useSideBySide.ts";
import { outcomeWords } from "./OutcomeTable.tsx";
import { byFall, type PairedCopies } from "./pairs.ts";

/** Pairs shown before all are asked for. */
const SHOWN = 8;
/** Side of a copy in CSS pixels. */
const SIDE = 72;

/** The copies of the chosen outcome, those with the largest fall first, each as both networks have it. */
export function PairList() {
  const { pools } = useSideBySide();
  const [both, outcome] = [pools.both.value, pools.outcome.value];
  const every = useSignal(false);
  const sources = useMemo(() => both?.map(sourcesOf), [both]);
  const found = pools.outcomes.value?.[outcome] ?? [];
  const sorted = useMemo(() => (both ? byFall(found, outcome, ...both) : []), [both, found, outcome]);
  if (!both || !sources) return null;
  const shown = every.value ? sorted : sorted.slice(0, SHOWN);
  const rest = sorted.length - SHOWN;
  return (
    <section aria-labelledby="pairs">
      <h3 id="pairs">{`${count(sorted.length, "mask")} that ${outcomeWords(outcome)}`}</h3>
      {sorted.length > 0 && (
        <p class="small muted">The largest fall first. Press one to lay its mask on the input and see the layers.</p>
      )}
      <ul class="beside-pairlist">
        {shown.map((pair) => (
          <PairItem key={pair.one.index} pair={pair} pools={both} sources={sources as [Sources, Sources]} />
        ))}
      </ul>
      {rest > 0 && (
        <Button
          kind="quiet"
          onClick={() => {
            every.value = !every.value;
          }}
        >
          {every.value ? `Only the first ${SHOWN}` : `Show all ${sorted.length}`}
        </Button>
      )}
    </section>
  );
}

function sourcesOf({ image, fill_image }: Pool): Sources {
  return { image: canvasOf(image), fill: canvasOf(fill_image) };
}

interface PairItemProps {
  pair: PairedCopies;
  pools: readonly [a: Pool, b: Pool];
  sources: readonly [a: Sources, b: Sources];
}

function PairItem({ pair, pools, sources }: PairItemProps) {
  const both = useSideBySide();
  const { pointed } = both.pools;
  const look = () => {
    pointed.value = pair;
  };
  const leave = () => {
    if (pointed.peek() === pair) pointed.value = null;
  };
  return (
    <li>
      <button
        type="button"
        class="beside-pairitem"
        data-pair={pair.one.index}
        onPointerEnter={look}
        onPointerLeave={leave}
        onFocus={look}
        onBlur={leave}
        onClick={() => {
          both.session.masks.open([placed(pair.one.mask)]);
          both.content.value = "layers";
        }}
      >
        <CopyFigure side={both.a} copy={pair.one} pool={pools[0]} sources={sources[0]} />
        <CopyFigure side={both.b} copy={pair.two} pool={pools[1]} sources={sources[1]} />
      </button>
    </li>
  );
}

interface CopyFigureProps {
  side: Side;
  copy: PoolImage;
  pool: Pool;
  sources: Sources;
}

/** A copy as one network has it: what it looks like and what the answer is. */
function CopyFigure({ side, copy, pool, sources }: CopyFigureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const [height = 1, width = 1] = pool.image.shape;
  const shrink = SIDE / Math.max(height, width);
  const density = Math.min(2, globalThis.devicePixelRatio || 1);
  useLayoutEffect(() => {
    if (canvas.current) drawMasked(canvas.current, sources, copy.mask, true);
  }, [sources, copy]);
  const name = pool.labels.find(({ index }) => index === copy.label)?.name ?? `class ${copy.label}`;
  return (
    <span class="beside-copy" data-answer={copy.kept ? "kept" : "changed"}>
      <canvas
        ref={canvas}
        width={Math.round(width * shrink * density)}
        height={Math.round(height * shrink * density)}
        style={{ width: `${width * shrink}px`, height: `${height * shrink}px` }}
      />
      <span class="beside-copywords small number">
        <Letter of={side} />
        <span>
          <span class="unseen">{copy.kept ? "kept, " : "changed, "}</span>
          {name} {percent(copy.probability)}
        </span>
      </span>
    </span>
  );
}
