import { useCallback, useMemo } from "preact/hooks";
import type { Region } from "../../geometry/receptiveField.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { Marked } from "../pictures/Marked.tsx";
import { mapPicture } from "../pictures/mapPicture.ts";
import type { Picture } from "../pictures/picture.ts";
import type { StructureHover } from "../scene/events.ts";
import { useStructure } from "../session/useStructure.ts";
import { inputInSight, previousInSight } from "./inSight.ts";

/**
 * The receptive field on what the scene does not show at this moment: the input, which deep columns are far from, and the
 * column before where it is out of view or too small.
 */
export function FieldPictures({ hover }: { hover: StructureHover }) {
  const { answers, display, inputs, viewport } = useStructure();
  const drawn = viewport.seen.value;
  const picture = inputs.preview.value;
  const before = hover.previous === null ? null : (answers.columns.value[hover.position - 1] ?? null);
  if (!drawn) return null;
  const elsewhere = picture && (viewport.inputInSight.value || inputInSight(drawn, picture));
  const withInput = picture && hover.inputRegion && display.fieldOnInput.value && !elsewhere;
  const withBefore = before && hover.region && previousInSight(drawn, before, hover) === null;
  if (!withInput && !withBefore) return null;
  const cluster = before?.clusters[Math.min(hover.cluster, before.clusters.length - 1)];
  return (
    <div class="field-pictures">
      {withBefore && cluster && (
        <MapField map={cluster.representative} region={hover.region} caption={hover.previous ?? ""} />
      )}
      {withInput && <FieldPicture picture={picture} region={hover.inputRegion} caption="input" />}
    </div>
  );
}

interface FieldProps {
  region: Region | null;
  caption: string;
}

/** The field on a representative of the column before. */
function MapField({ map, ...rest }: FieldProps & { map: Tensor }) {
  const colours = useStructure().display.lookup.value;
  const picture = useMemo(() => mapPicture(map, colours), [map, colours]);
  return <FieldPicture picture={picture} {...rest} />;
}

function FieldPicture({ picture, region, caption }: FieldProps & { picture: Picture }) {
  const { height, width } = picture;
  const paint = useCallback(() => picture, [picture]);
  return (
    <figure class="field-picture" data-tall={height > width}>
      <Marked region={region} height={height} width={width} darken>
        <LazyCanvas width={width} height={height} paint={paint} />
      </Marked>
      <figcaption>{caption}</figcaption>
    </figure>
  );
}
