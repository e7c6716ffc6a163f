import { effect } from "@preact/signals";
import type { ClusteredLayer, LayersRequest } from "../../protocol/messages.ts";
import { network, networkId } from "../../state/choice.ts";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import { preview } from "../answers/inputs.ts";
import { measureColumns } from "../answers/measure.ts";
import { columns, predictions, stage } from "../answers/result.ts";
import { fieldOnInput, lookup, openCluster, openLayer } from "../display/display.ts";
import type { StructureScene } from "../scene/structureScene.ts";
import { columnLayers, wanted } from "../session/subject.ts";
import { CAMERA_HOME, camera } from "./sceneState.ts";

/** Draws what the state says into `scene`, each thing when it changes. Returns what stops that. */
export function followScene(scene: StructureScene): () => void {
  const stops = [
    effect(() => {
      if (network.value) scene.setNetwork(network.value);
      scene.setColumns(columnLayers.value.map((layer) => layer.name));
      drawn.length = 0;
      drawColumns(scene, columns.peek());
    }),
    effect(() => {
      if (preview.value) scene.setInput(preview.value);
    }),
    effect(() => scene.setColourMap(lookup.value)),
    effect(() => {
      darkNow.value;
      // The page's own theme is set by an effect of its own, so its colours are read when that is done.
      queueMicrotask(() => scene.setTheme(themeColours()));
    }),
    effect(() => scene.setFieldOnInput(fieldOnInput.value)),
    effect(() => {
      const layer = openLayer.value;
      scene.setSelected(layer !== null && openCluster.value !== null ? { layer, cluster: openCluster.value } : null);
    }),
    effect(() => {
      const { choice, network: of } = camera.value;
      // A place among one network's columns is none among another's.
      if (of !== null && networkId.value !== null && of !== networkId.value) camera.value = CAMERA_HOME;
      else scene.showCamera(choice);
    }),
    ...followAnswers(scene),
  ];
  return () => {
    for (const stop of stops) stop();
    drawn.length = 0;
  };
}

/** The columns as drawn, so that only new ones are given to the scene. */
const drawn: (ClusteredLayer | null)[] = [];

function followAnswers(scene: StructureScene): (() => void)[] {
  let request: LayersRequest | null = null;
  return [
    // Before the columns, so that those of a new answer are not dimmed again.
    effect(() => {
      const now = stage.value;
      if (now.state !== "running") {
        request = null;
        scene.setPending(false);
      } else if (now.arrived === 0 && request !== wanted.peek()) {
        request = wanted.peek();
        scene.setPending(true);
      }
    }),
    effect(() => {
      if (columns.value.length === 0 && drawn.some((column) => column !== null)) {
        drawn.length = 0;
        scene.removeLayers();
      } else drawColumns(scene, columns.value);
    }),
    effect(() => scene.setPredictions(predictions.value?.classes ?? [])),
    effect(() => {
      if (stage.value.state === "complete") measureColumns();
    }),
  ];
}

function drawColumns(scene: StructureScene, all: readonly (ClusteredLayer | null)[]): void {
  all.forEach((column, position) => {
    if (!column || drawn[position] === column) return;
    drawn[position] = column;
    scene.setLayer(column);
  });
}

function themeColours() {
  return {
    background: token("--canvas"),
    text: token("--text"),
    muted: token("--text-muted"),
    line: token("--line-strong"),
    accent: token("--accent"),
  };
}
