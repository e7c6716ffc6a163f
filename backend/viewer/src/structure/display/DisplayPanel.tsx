import { useSignal } from "@preact/signals";
import { useId } from "preact/hooks";
import { COLOUR_MAPS } from "../../geometry/colourMap.ts";
import { CRITERIA } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import { isShown } from "../../state/shown.ts";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Select } from "../../ui/Select.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import { LayersDialog } from "../layers/LayersDialog.tsx";
import { useStructure } from "../session/useStructure.ts";
import { CLUSTERS, type Mode } from "./display.ts";
import type { Groups } from "./groups.ts";
import { NumberedSlider } from "./NumberedSlider.tsx";
import "../pictures/pictures.css";
import "./display.css";

const MODE_NAMES: readonly { value: Mode; label: string; icon: "cluster" | "list" }[] = [
  { value: "clustered", label: "Clusters", icon: "cluster" },
  { value: "unclustered", label: "Layer list", icon: "list" },
];

/** How the layers are shown. */
export function DisplayPanel() {
  const { display, subject } = useStructure();
  const { columnLayers, fieldOnInput, layersShown, mode } = display;
  const network = subject.network.value;
  const choosing = useSignal(false);
  const free = isShown("choice");
  return (
    <Panel title="View" help={isShown("clusters") ? "columns" : "layers-shown"} data-tour="view">
      {free && (
        <Segmented
          label="Layers as"
          options={MODE_NAMES}
          value={mode.value}
          onChange={(value) => {
            mode.value = value;
          }}
        />
      )}
      {free && mode.value === "clustered" && <ClusterCount />}
      {free && mode.value === "clustered" && <CriterionMenu />}
      {free && mode.value === "clustered" && <MaskedColumns />}
      <div class="field">
        <span class="field-label">Layers shown</span>
        <Button icon="layers" disabled={!network} onClick={() => (choosing.value = true)}>
          {network
            ? `${columnLayers.value.length} of ${network.layers.length}${layersShown.value === null ? " (default)" : ""}`
            : "Asking the server …"}
        </Button>
      </div>
      {free && <ColourMaps />}
      {mode.value === "clustered" && (
        <Toggle
          label="Receptive field on the input"
          checked={fieldOnInput.value}
          onChange={(value) => choose("field_on_input", fieldOnInput, value)}
        />
      )}
      <LayersDialog open={choosing.value} onClose={() => (choosing.value = false)} />
    </Panel>
  );
}

/** The slider covers what is common; the field beside it takes up to the protocol's bound. */
function ClusterCount() {
  const { clusterCount } = useStructure().display;
  return (
    <NumberedSlider
      label="Clusters for each layer"
      min={CLUSTERS.min}
      max={CLUSTERS.max}
      common={12}
      value={clusterCount.value}
      onChange={(value) => {
        clusterCount.value = value;
      }}
    />
  );
}

function CriterionMenu() {
  const { criterion } = useStructure().display;
  return (
    <Select
      label="Clustered by"
      help="criterion"
      options={CRITERIA}
      value={criterion.value}
      onChange={(value) => {
        criterion.value = value;
      }}
    />
  );
}

/** Whose clusters a masked image is shown in, and whether as what differs. */
function MaskedColumns() {
  const { ablation, display, masks } = useStructure();
  const { difference, groups } = display;
  const masked = masks.live.value.length > 0 || ablation.any.value;
  const compared = masked && groups.value === "original";
  return (
    <>
      <Segmented<Groups>
        shown
        label="Under a mask, clusters of"
        options={[
          { value: "original", label: "The original" },
          { value: "own", label: "The masked image" },
        ]}
        value={groups.value}
        onChange={(value) => {
          groups.value = value;
        }}
      />
      <Segmented<"picture" | "difference">
        shown
        label="Columns show"
        options={[
          { value: "picture", label: "Pictures" },
          { value: "difference", label: "Differences", disabled: !compared },
        ]}
        value={compared && difference.value ? "difference" : "picture"}
        onChange={(value) => {
          difference.value = value === "difference";
        }}
      />
      <p class="small muted">
        {masked ? GROUPS_MEANINGS[groups.value] : "Both matter once something is masked or switched off."}
      </p>
    </>
  );
}

const GROUPS_MEANINGS: Readonly<Record<Groups, string>> = {
  original: "Each panel holds the same maps as in the original.",
  own: "Panels may hold other maps than in the original.",
};

function ColourMaps() {
  const group = useId();
  const { colourMapName } = useStructure().display;
  return (
    <fieldset class="map-choice">
      <legend class="field-label">Colour map</legend>
      <div class="map-options">
        {COLOUR_MAPS.map((map) => (
          <label key={map.name} class="map-option">
            <input
              type="radio"
              class="unseen"
              name={group}
              value={map.name}
              checked={colourMapName.value === map.name}
              onChange={() => {
                colourMapName.value = map.name;
              }}
            />
            <span
              class="map-swatch"
              style={{ backgroundImage: `linear-gradient(to right, ${map.stops.join(", ")})` }}
            />
            <span class="map-name">{map.title}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
