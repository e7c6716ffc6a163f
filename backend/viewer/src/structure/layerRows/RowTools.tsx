import { SCENES } from "../../geometry/scenes.ts";
import { choose } from "../../state/choose.ts";
import { isShown } from "../../state/shown.ts";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Select } from "../../ui/Select.tsx";
import { valueText } from "../pictures/mapPicture.ts";
import { ScaleRow } from "../pictures/ScaleRow.tsx";
import type { Copies } from "./layerRows.ts";
import { PICTURE_ROWS, savePicture, saveTable } from "./rowFiles.ts";
import { chosenCopies } from "./rowImages.ts";
import type { RowOrder } from "./rowOrder.ts";
import type { ScaleOf } from "./rowScales.ts";
import type { CellContent, RowsShown } from "./rowsShown.ts";

const COPIES: readonly { value: Copies; label: string }[] = [
  { value: "none", label: "none" },
  { value: "changed", label: "those that lost the label" },
  { value: "shown", label: "those in scene 2 now" },
  { value: "all", label: "all" },
];

/** Which layer, which images, what of them and in what order; and what the colours mean. */
export function RowTools({ shown }: { shown: RowsShown }) {
  const { content, layer, order, scaleOf, session } = shown;
  const layers = session.subject.network.value?.layers ?? [];
  const many = shown.rows.value.length > PICTURE_ROWS;
  return (
    <div class="rows-tools">
      <Select
        label="Layer"
        options={layers.map(({ name, title }) => ({ value: name, label: title ? `${name} (${title})` : name }))}
        value={layer.value?.name ?? ""}
        onChange={(name) => session.layerRows.open(name)}
      />
      <CopiesChoice shown={shown} />
      <Segmented<CellContent>
        label="Cells show"
        shown
        options={[
          { value: "differences", label: "Differences" },
          { value: "maps", label: "Maps" },
        ]}
        value={content.value}
        onChange={(value) => choose("rows_content", content, value)}
      />
      <Segmented<ScaleOf>
        label="One scale for"
        shown
        options={[
          { value: "layer", label: "The layer" },
          { value: "cluster", label: "Each cluster" },
        ]}
        value={scaleOf.value}
        onChange={(value) => choose("rows_scale", scaleOf, value)}
      />
      <Segmented<RowOrder>
        label="Order"
        shown
        options={[
          { value: "made", label: "As made" },
          { value: "fall", label: "By fall" },
        ]}
        value={order.value}
        onChange={(value) => choose("rows_order", order, value)}
      />
      <span class="rows-ends">
        {isShown("choice") && (
          <Menu
            compact
            label="Save"
            icon="download"
            items={[
              {
                label: many ? `Picture of the first ${PICTURE_ROWS} rows (PNG)` : "Picture (PNG)",
                icon: "image",
                onSelect: () => void savePicture(shown),
              },
              { label: "Numbers (CSV)", icon: "bars", onSelect: () => saveTable(shown) },
            ]}
          />
        )}
        <HelpButton topic="layer-rows" about="One layer over many images" />
      </span>
      <Legend shown={shown} />
    </div>
  );
}

function CopiesChoice({ shown }: { shown: RowsShown }) {
  const copies = shown.copies.value;
  const chosen = shown.session.layerRows.copies;
  if (!isShown("pool")) return null;
  return (
    <Select
      label="Copies of scene 2"
      options={
        copies
          ? COPIES.map(({ value, label }) => ({
              value,
              label: value === "none" ? label : `${label} (${chosenCopies(copies, value).length})`,
            }))
          : [{ value: "none", label: "none: no pool yet" }]
      }
      value={copies ? chosen.value : "none"}
      disabled={!copies}
      onChange={(value) => choose("rows_copies", chosen, value)}
    />
  );
}

function Legend({ shown }: { shown: RowsShown }) {
  const { content, scaleOf, scales } = shown;
  const [scale] = scales.value;
  const ofLayer = scaleOf.value === "layer" ? scale : undefined;
  const differences = content.value === "differences";
  const low = differences ? ofLayer && -ofLayer.limit : ofLayer?.low;
  const high = differences ? ofLayer?.limit : ofLayer?.high;
  return (
    <p class="rows-legend small muted number">
      <ScaleRow
        low={low === undefined ? "less" : valueText(low)}
        high={high === undefined ? "more" : `${differences && high > 0 ? "+" : ""}${valueText(high)}`}
        {...(differences && { stops: SCENES.colours.difference })}
      />
      <span>
        {differences && "modified less original, white: no change; "}
        {ofLayer ? "one scale for all rows and clusters" : "one scale for all rows of a cluster, above it"}
        {differences && ", but for the original’s maps; bars: mean size of the change"}
      </span>
    </p>
  );
}
