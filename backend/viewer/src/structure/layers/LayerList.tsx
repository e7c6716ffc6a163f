import { useSignal } from "@preact/signals";
import { useCallback, useEffect, useRef } from "preact/hooks";
import type { FeatureMap, Layer } from "../../protocol/messages.ts";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { count } from "../../ui/words.ts";
import { NO_LAYERS } from "../display/display.ts";
import { LazyCanvas } from "../pictures/LazyCanvas.tsx";
import { mapPicture } from "../pictures/mapPicture.ts";
import { watchVisible } from "../pictures/visible.ts";
import { useStructure } from "../session/useStructure.ts";
import { FIRST_MAPS } from "./firstMaps.ts";
import "./layerList.css";

/** The layers without clustering: a list, each opening to all its feature maps. */
export function LayerList() {
  const { display, firstMaps } = useStructure();
  const layers = display.columnLayers.value;
  useEffect(() => firstMaps.follow(), [firstMaps]);
  if (layers.length === 0) {
    return (
      <div class="layer-list layer-list-wait">
        {display.withoutLayers.value ? (
          <p class="small muted">{NO_LAYERS}</p>
        ) : (
          <Spinner label="The layers are on their way" size={28} />
        )}
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
  const { maps } = useStructure();
  return (
    <button type="button" class="layer-row" onClick={() => maps.open(layer.name, null)}>
      <span class="layer-number muted number">{number}</span>
      <span class="layer-words">
        <span class="layer-name">{layer.name}</span>
        <span class="muted small">
          {layer.output === layer.name ? layer.kind : `${layer.kind}, shown after ${layer.output}`}
        </span>
      </span>
      <FirstMaps layer={layer} />
      <span class="layer-size number">
        <span>{count(layer.channels, "map")}</span>
        <span class="muted small">{`${layer.height} × ${layer.width}`}</span>
      </span>
      <Icon name="chevron-right" size={16} />
    </button>
  );
}

/** The layer's first maps, small, once the row has come into sight. */
function FirstMaps({ layer }: { layer: Layer }) {
  const { firstMaps } = useStructure();
  const place = useRef<HTMLSpanElement>(null);
  const maps = useSignal<readonly FeatureMap[]>([]);
  useEffect(() => {
    let stop: () => void = () => {};
    const forget = watchVisible(place.current as Element, () => {
      const [arriving, end] = firstMaps.watch(layer.name, layer.channels);
      const unsubscribe = arriving.subscribe((now) => {
        maps.value = now;
      });
      stop = () => {
        unsubscribe();
        end();
      };
    });
    return () => {
      forget();
      stop();
    };
  }, [firstMaps, layer]);
  const places = Array.from({ length: Math.min(FIRST_MAPS, layer.channels) }, (_none, channel) => channel);
  return (
    <span ref={place} class="layer-maps" aria-hidden="true">
      {places.map((channel) => (
        <span key={channel} class="layer-map">
          {maps.value[channel] && <FirstMap map={maps.value[channel]} />}
        </span>
      ))}
    </span>
  );
}

function FirstMap({ map }: { map: FeatureMap }) {
  const colours = useStructure().display.lookup.value;
  const paint = useCallback(() => mapPicture(map.map, colours), [map, colours]);
  const [height = 1, width = 1] = map.map.shape;
  return <LazyCanvas width={width} height={height} paint={paint} />;
}
