import { type ReadonlySignal, useComputed } from "@preact/signals";
import type { Region } from "../../geometry/receptiveField.ts";
import type { ClusteredLayer } from "../../protocol/messages.ts";
import { count } from "../../ui/words.ts";
import { useStructure } from "../session/useStructure.ts";
import type { Cell } from "./cells.ts";
import { marksOf } from "./fields.ts";
import { OverviewPanel } from "./OverviewPanel.tsx";

interface CellProps {
  cell: Cell;
  /** Whether it is the first of the overview, where the keyboard comes in. */
  first: boolean;
  fields: ReadonlySignal<readonly (Region | null)[] | null>;
}

/** A layer, or several that it stands for: its title, and its clusters' pictures. */
export function OverviewCell({ cell, first, fields }: CellProps) {
  const session = useStructure();
  const { answers, overview } = session;
  const { layer, position } = cell;
  const column = answers.columns.value[position] ?? null;
  const known = column?.layer === layer.name ? column : null;
  // Only what is marked is drawn anew while the pointer moves, not the pictures.
  const marks = useComputed(() => marksOf(session, fields.value, position));
  return (
    <li class="overview-cell" data-section={parity(cell, session)}>
      <CellHead cell={cell} />
      <div class="overview-pictures">
        {known
          ? known.clusters.map((cluster) => (
              <OverviewPanel
                key={cluster.index}
                cell={cell}
                column={known}
                cluster={cluster}
                entry={first && cluster.index === 0}
                marks={marks}
              />
            ))
          : waiting(overview.grid.value.files).map((index) => <span key={index} class="overview-waiting" />)}
      </div>
    </li>
  );
}

/** What a cell is, and the way into its section where it stands for several layers. */
function CellHead({ cell }: { cell: Cell }) {
  const { overview } = useStructure();
  const { head } = overview.grid.value;
  const { title, detail, layer, layers, section } = cell;
  const below = head === "more" ? detail || layer.name : head === "two" ? sizeWords(cell) : null;
  const words = (
    <>
      <span class="overview-line">
        <span class="overview-title">{title}</span>
        {head !== "two" && <span class="overview-size muted number">{sizeWords(cell)}</span>}
      </span>
      {below !== null && <span class="overview-line overview-size muted number">{below}</span>}
    </>
  );
  return (
    <h3 class="overview-head">
      {layers === 1 ? (
        words
      ) : (
        <button type="button" class="overview-enter" onClick={() => overview.enter(section)}>
          {words}
        </button>
      )}
    </h3>
  );
}

function sizeWords({ layer, layers }: Cell): string {
  const size = layer.kind === "dense" ? count(layer.height * layer.width, "unit") : `${layer.height} × ${layer.width}`;
  return layers > 1 ? `${size} · ${count(layers, "layer")}` : size;
}

/** Sections that follow each other have different grounds. */
function parity({ section }: Cell, { display }: ReturnType<typeof useStructure>): "even" | "odd" {
  const sections = [...new Set(display.columnLayers.value.map((layer) => layer.section))];
  return sections.indexOf(section) % 2 === 0 ? "even" : "odd";
}

function waiting(files: number): number[] {
  return Array.from({ length: Math.max(1, files) }, (_, index) => index);
}

/** What a picture is for who does not see it. */
export function pictureLabel(
  { title, detail, layer }: Cell,
  { clusters }: ClusteredLayer,
  index: number,
  words: string,
): string {
  const place = detail === "" ? title : `${title}, ${detail}`;
  const name = place === layer.name ? place : `${place}, ${layer.name}`;
  return `${name}, cluster ${index + 1} of ${clusters.length}: ${words}`;
}
