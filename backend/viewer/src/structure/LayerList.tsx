import type { Layer } from "../protocol/messages.ts";
import { HelpButton } from "../ui/HelpButton.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { count } from "../ui/words.ts";
import { openMaps } from "./display.ts";
import { columnLayers } from "./subject.ts";
import "./layerList.css";

/** The layers without clustering: a list, each opening to all its feature maps. */
export function LayerList() {
  const layers = columnLayers.value;
  if (layers.length === 0) {
    return (
      <div class="layer-list layer-list-wait">
        <Spinner label="The layers are on their way" size={28} />
      </div>
    );
  }
  return (
    <div class="layer-list">
      <h3 class="layer-list-title">
        {`${count(layers.length, "layer")}, in the order data flows`}
        <HelpButton topic="layer-list" about="Layer list" />
      </h3>
      <div class="layer-list-rows">
        <ol>
          {layers.map((layer, index) => (
            <li key={layer.name}>
              <LayerRow layer={layer} number={index + 1} />
            </li>
          ))}
        </ol>
      </div>
    </div>
  );
}

function LayerRow({ layer, number }: { layer: Layer; number: number }) {
  return (
    <button type="button" class="layer-row" onClick={() => openMaps(layer.name, null)}>
      <span class="layer-number muted number">{number}</span>
      <span class="layer-words">
        <span class="layer-name">{layer.name}</span>
        <span class="muted small">
          {layer.output === layer.name ? layer.kind : `${layer.kind}, shown after ${layer.output}`}
        </span>
      </span>
      <span class="layer-size number">
        <span>{count(layer.channels, "map")}</span>
        <span class="muted small">{`${layer.height} × ${layer.width}`}</span>
      </span>
      <Icon name="chevron-right" size={16} />
    </button>
  );
}
