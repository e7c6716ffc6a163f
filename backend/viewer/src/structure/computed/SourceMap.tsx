import { useCallback } from "preact/hooks";
import type { ComputationSource, ComputationTerm, FeatureMap } from "../../protocol/messages.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { Marked } from "../pictures/Marked.tsx";
import { mapPicture } from "../pictures/mapPicture.ts";
import { useStructure } from "../session/useStructure.ts";
import { mapText } from "./stepWords.ts";

interface SourceMapProps {
  source: ComputationSource;
  term: ComputationTerm;
  /** The map, where it is a layer's and here. */
  map: FeatureMap | null;
}

/** The map that a term reads, with the place of the patch outlined; its place in words where the map cannot be shown. */
export function SourceMap({ source, term, map }: SourceMapProps) {
  const { display, inputs } = useStructure();
  const picture = inputs.preview.value;
  const colours = display.lookup.value;
  const tensor = map?.map ?? null;
  const paint = useCallback(
    () => (source.is_input && picture ? picture : tensor ? mapPicture(tensor, colours) : EMPTY),
    [source.is_input, picture, tensor, colours],
  );
  const name = mapText(source, term.channel);
  const bottom = term.top + (term.height - 1) * term.row_step;
  const right = term.left + (term.width - 1) * term.column_step;
  const where =
    term.height * term.width === 1
      ? `row ${term.top}, column ${term.left}`
      : `rows ${term.top} to ${bottom}, columns ${term.left} to ${right}`;
  const drawn = source.is_input ? picture !== null : tensor !== null;
  const region = {
    top: Math.max(0, term.top),
    left: Math.max(0, term.left),
    bottom: Math.min(source.height - 1, bottom),
    right: Math.min(source.width - 1, right),
  };
  return (
    <figure class="computed-source">
      <figcaption class="small muted">{`Read from ${name}`}</figcaption>
      {drawn && (
        <Marked region={region} height={source.height} width={source.width} darken>
          <LazyCanvas width={source.width} height={source.height} paint={paint} label={`${name}: ${where}`} />
        </Marked>
      )}
      <p class="small number muted">{where}</p>
    </figure>
  );
}

const EMPTY = { height: 1, width: 1, data: new Uint8ClampedArray(4) };
