import { useSignal } from "@preact/signals";
import { COLOUR_MAPS } from "../../geometry/colourMap.ts";
import { network } from "../../state/choice.ts";
import { Button } from "../../ui/Button.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import { LayersDialog } from "../layers/LayersDialog.tsx";
import { columnLayers } from "../session/subject.ts";
import { CLUSTERS, clusterCount, colourMapName, fieldOnInput, layersShown, type Mode, mode } from "./display.ts";
import { NumberedSlider } from "./NumberedSlider.tsx";
import "./display.css";

const MODES: readonly { value: Mode; label: string; icon: "cluster" | "list" }[] = [
  { value: "clustered", label: "Clusters", icon: "cluster" },
  { value: "unclustered", label: "Layer list", icon: "list" },
];

/** How the layers are shown. */
export function DisplayPanel() {
  const choosing = useSignal(false);
  return (
    <Panel title="View" help="columns" data-tour="view">
      <Segmented
        label="Layers as"
        options={MODES}
        value={mode.value}
        onChange={(value) => {
          mode.value = value;
        }}
      />
      {mode.value === "clustered" && <ClusterCount />}
      <div class="field">
        <span class="field-label">Layers shown</span>
        <Button icon="layers" disabled={!network.value} onClick={() => (choosing.value = true)}>
          {network.value
            ? `${columnLayers.value.length} of ${network.value.layers.length}${layersShown.value === null ? " (default)" : ""}`
            : "Asking the server …"}
        </Button>
      </div>
      <ColourMaps />
      {mode.value === "clustered" && (
        <Toggle
          label="Receptive field on the input"
          checked={fieldOnInput.value}
          onChange={(value) => {
            fieldOnInput.value = value;
          }}
        />
      )}
      <LayersDialog open={choosing.value} onClose={() => (choosing.value = false)} />
    </Panel>
  );
}

/** The slider covers what is common; the field beside it takes up to the protocol's bound. */
function ClusterCount() {
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

function ColourMaps() {
  return (
    <fieldset class="map-choice">
      <legend class="field-label">Colour map</legend>
      <div class="map-options">
        {COLOUR_MAPS.map((map) => (
          <label key={map.name} class="map-option">
            <input
              type="radio"
              class="unseen"
              name="colour-map"
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
