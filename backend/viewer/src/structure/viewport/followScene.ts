import { effect } from "@preact/signals";
import type { ClusteredLayer, LayersRequest } from "../../protocol/messages.ts";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import type { Answers } from "../answers/answers.ts";
import type { StructureDrawing } from "../scene/structureDrawing.ts";
import type { StructureScene } from "../scene/structureScene.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { CAMERA_HOME } from "./viewport.ts";

/** Takes the page's camera where a session says. Returns what stops that. */
export function followCamera({ subject, viewport }: StructureSession, scene: StructureScene): () => void {
  const { camera } = viewport;
  return effect(() => {
    const { choice, network: of } = camera.value;
    const now = subject.networkId.value;
    // A place among one network's columns is none among another's.
    if (of !== null && now !== null && of !== now) camera.value = CAMERA_HOME;
    else scene.showCamera(choice);
  });
}

/** Draws what a session says into `drawing`, each thing when it changes. Returns what stops that. */
export function followScene(session: StructureSession, drawing: StructureDrawing): () => void {
  const { ablation, answers, display, influence, inputs, maps, subject } = session;
  const columns = new DrawnColumns(drawing);
  const stops = [
    effect(() => {
      if (subject.network.value) drawing.setNetwork(subject.network.value);
      drawing.setColumns(display.columnLayers.value.map((layer) => layer.name));
      columns.forget();
      columns.draw(answers.columns.peek());
    }),
    effect(() => {
      if (inputs.preview.value) drawing.setInput(inputs.preview.value);
    }),
    effect(() => drawing.setColourMap(display.lookup.value)),
    effect(() => {
      darkNow.value;
      // The page's own theme is set by an effect of its own, so its colours are read when that is done.
      queueMicrotask(() => drawing.setTheme(themeColours()));
    }),
    effect(() => drawing.setSwitchedOff(ablation.off.value)),
    effect(() => drawing.setInfluence(influence.measured.value)),
    effect(() => drawing.setFieldOnInput(display.fieldOnInput.value)),
    effect(() => {
      const [layer, cluster] = [maps.openLayer.value, maps.openCluster.value];
      drawing.setSelected(layer !== null && cluster !== null ? { layer, cluster } : null);
    }),
    ...followAnswers(answers, drawing, columns),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

/** The columns of a scene as they are drawn, so that only new ones are given to it. */
class DrawnColumns {
  private readonly drawing: StructureDrawing;
  private drawn: (ClusteredLayer | null)[] = [];

  constructor(drawing: StructureDrawing) {
    this.drawing = drawing;
  }

  draw(all: readonly (ClusteredLayer | null)[]): void {
    all.forEach((column, position) => {
      if (!column || this.drawn[position] === column) return;
      this.drawn[position] = column;
      this.drawing.setLayer(column);
    });
  }

  /** Takes them all away, where there are any. */
  clear(): void {
    if (this.drawn.every((column) => column === null)) return;
    this.forget();
    this.drawing.removeLayers();
  }

  /** The scene has dropped them. */
  forget(): void {
    this.drawn = [];
  }
}

function followAnswers(answers: Answers, drawing: StructureDrawing, drawn: DrawnColumns): (() => void)[] {
  const { columns, predictions, status, wanted, delay } = answers;
  let request: LayersRequest | null = null;
  return [
    // Before the columns, so that those of a new answer are not dimmed again.
    effect(() => {
      const now = status.value;
      if (now.state !== "running") {
        request = null;
        drawing.setPending(false);
      } else if (now.arrived === 0 && request !== wanted.peek()) {
        request = wanted.peek();
        drawing.setPending(true);
      }
    }),
    effect(() => {
      if (columns.value.length === 0) drawn.clear();
      else drawn.draw(columns.value);
    }),
    effect(() => drawing.setPredictions(predictions.value?.classes ?? [])),
    effect(() => {
      if (status.value.state === "complete") delay.end();
    }),
  ];
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
