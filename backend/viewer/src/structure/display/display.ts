import { computed, type Signal, signal } from "@preact/signals";
import { COLOUR_MAPS, colourMap, lookupTable } from "../../geometry/colourMap.ts";
import type { Layer } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import { columnsView } from "../../state/settings.ts";
import { inStudy } from "../../state/shown.ts";
import type { Subject } from "../../state/subject.ts";
import { chosenLayers, type LayerChoice } from "../layers/layerChoice.ts";
import { type Criterion, USUAL_CRITERION } from "../scene/criterion.ts";
import { type Groups, USUAL_GROUPS } from "./groups.ts";

/** Clusters for each layer: the protocol's bounds of `clusters`, and what it takes where none is said. */
export const CLUSTERS = { min: 1, max: 64, usual: 3 } as const;

/** Columns of clusters, or the list of layers, each opening to all its maps. */
export type Mode = "clustered" | "unclustered";
export const MODES: readonly Mode[] = ["clustered", "unclustered"];

/** Where columns are seen: in 3D, to walk along them, or all at once. */
export type ColumnsView = "walk" | "overview";
export const COLUMNS_VIEWS: readonly ColumnsView[] = ["walk", "overview"];
/** What a link that says nothing means, and what a person sees who has chosen none. */
export const USUAL_COLUMNS_VIEW: ColumnsView = "walk";

/** The name of the colour map to begin with. */
export const USUAL_COLOUR_MAP = COLOUR_MAPS[0]?.name ?? "";

/** How a session's layers are shown, and which. */
export class Display {
  readonly mode: Signal<Mode> = signal("clustered");
  /** Where columns of clusters are seen. */
  readonly view: Signal<ColumnsView> = signal(rememberedView());
  /** Clusters for each layer. */
  readonly clusterCount: Signal<number> = signal(CLUSTERS.usual);
  /** By what they are clustered. */
  readonly criterion: Signal<Criterion> = signal(USUAL_CRITERION);
  /** Whose clusters a masked image is shown in. */
  readonly groups: Signal<Groups> = signal(USUAL_GROUPS);
  /** Whether columns show what a mask changes, where it is compared with the original. */
  readonly difference: Signal<boolean> = signal(false);
  readonly layersShown: Signal<LayerChoice> = signal(null);
  readonly colourMapName: Signal<string> = signal(USUAL_COLOUR_MAP);
  /** The colour map's 256 colours, RGBA. */
  readonly lookup = computed(() => lookupTable(colourMap(this.colourMapName.value).stops));
  /** Whether a hover outlines the receptive field on the input, too. */
  readonly fieldOnInput: Signal<boolean> = signal(true);
  /** The layers that have a column, in the order data flows. */
  readonly columnLayers = computed<Layer[]>(() => {
    const layers = this.subject.network.value?.layers;
    return layers ? chosenLayers(layers, this.layersShown.value) : [];
  });
  /** Whether the network has no layer that could be shown, though it answers. */
  readonly withoutLayers = computed(() => this.subject.network.value?.layers.length === 0);
  private readonly subject: Subject;

  constructor(subject: Subject) {
    this.subject = subject;
  }
}

/** The view that the person chose last in this browser. */
export function rememberedView(): ColumnsView {
  return COLUMNS_VIEWS.find((view) => view === columnsView.peek()) ?? USUAL_COLUMNS_VIEW;
}

/** Shows columns in another view; it is remembered, but not what a study shows. */
export function chooseView({ view }: Display, wanted: ColumnsView): void {
  choose("view", view, wanted);
  if (!inStudy()) columnsView.value = wanted;
}

/** What is said in place of the layers of a network that has none. */
export const NO_LAYERS =
  "This network has no layer of which feature maps could be shown. It answers, and masked images work.";
