import { effect, useComputed } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { OVERVIEW } from "../../geometry/overviewLayout.ts";
import { isShown } from "../../state/shown.ts";
import { useStructure } from "../session/useStructure.ts";
import { fieldsOf } from "./fields.ts";
import { OverviewBar } from "./OverviewBar.tsx";
import { OverviewCell } from "./OverviewCell.tsx";
import { takeOverviewKey } from "./overviewKeys.ts";
import { pointAnew } from "./pointing.ts";
import { seenIn } from "./seen.ts";
import "./overview.css";

/** What the overview is for who does not see it. */
const DESCRIPTION =
  "All layers in the order in which data flows, row by row. Arrow keys go from picture to picture, with Shift from pixel to " +
  "pixel. Enter opens a cluster’s feature maps. Plus and minus show more or fewer layers, Home shows all.";

/** All columns at once, upright, wrapped like a text, as large as the room allows. */
export function Overview() {
  const session = useStructure();
  const { answers, overview, viewport } = session;
  const element = useRef<HTMLElement>(null);
  const room = useRef<HTMLDivElement>(null);
  const fields = useComputed(() => fieldsOf(session));

  useLayoutEffect(() => {
    const inside = room.current;
    if (!inside) return;
    const measure = () => {
      const { clientWidth, clientHeight } = inside;
      const before = overview.room.peek();
      if (before.width === clientWidth && before.height === clientHeight) return;
      overview.room.value = { width: clientWidth, height: clientHeight };
    };
    measure();
    const observer = new ResizeObserver(measure);
    observer.observe(inside);
    return () => observer.disconnect();
  }, [overview]);

  useEffect(() => {
    const around = element.current;
    if (!around) return;
    viewport.seen.value = seenIn(around, session);
    const stops = [
      effect(() => {
        answers.columns.value;
        pointAnew(session);
      }),
      effect(() => {
        if (answers.status.value.state === "complete") answers.delay.end();
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      viewport.seen.value = null;
      viewport.hovered.value = null;
    };
  }, [session, answers, viewport]);

  const { perRow, files, side, scrolls } = overview.grid.value;
  return (
    <section ref={element} class="overview" aria-label="All layers at once" data-tour="columns">
      <OverviewBar />
      <div ref={room} class="overview-room" data-scrolls={scrolls}>
        {overview.room.value.width > 0 && (
          <ol
            class="overview-cells"
            aria-label="Layers"
            aria-description={isShown("ablation") ? `${DESCRIPTION} X switches a cluster off and on.` : DESCRIPTION}
            data-old={answers.awaited}
            style={{
              "--per-row": perRow,
              "--files": files,
              "--side": `${side}px`,
              "--gap": `${OVERVIEW.gap}px`,
              "--picture-gap": `${OVERVIEW.pictureGap}px`,
              "--padding": `${OVERVIEW.padding}px`,
              "--line": `${OVERVIEW.line}px`,
              "--caption": `${OVERVIEW.caption}px`,
            }}
            onKeyDown={(event) => takeOverviewKey(event, session)}
          >
            {overview.cells.value.map((cell, place) => (
              <OverviewCell key={cell.layer.name} cell={cell} first={place === 0} fields={fields} />
            ))}
          </ol>
        )}
      </div>
    </section>
  );
}
