import { COLOUR_MAPS } from "../../geometry/colourMap.ts";
import { parseViewpoint, viewpointText } from "../../scene/viewpoint.ts";
import type { AddressText } from "../../state/address.ts";
import { FILLS, USUAL_FILL } from "../../state/fill.ts";
import { FLAG, fixedInStudy, oneOf, ViewAddress, wholeNumber } from "../../state/viewAddress.ts";
import { say } from "../../ui/notice.ts";
import { NO_SWITCHES, REPLACEMENTS, type Switches, USUAL_REPLACEMENT } from "../ablation/ablation.ts";
import { switchedOffToText, textToSwitchedOff } from "../ablation/ablationText.ts";
import { compareText } from "../compare/compareAddress.ts";
import { NOT_COMPARED } from "../compare/sides.ts";
import { NOT_ASKED } from "../computed/computed.ts";
import { COMPUTED_TEXT } from "../computed/computedAddress.ts";
import {
  CLUSTERS,
  COLUMNS_VIEWS,
  type ColumnsView,
  type Display,
  MODES,
  rememberedView,
  USUAL_COLOUR_MAP,
  USUAL_COLUMNS_VIEW,
} from "../display/display.ts";
import { GROUPS, USUAL_GROUPS } from "../display/groups.ts";
import { type LayerChoice, MAX_LAYERS } from "../layers/layerChoice.ts";
import type { Order } from "../maps/maps.ts";
import { begun } from "../masks/history.ts";
import { placed } from "../masks/mask.ts";
import { type Edits, NO_EDITS } from "../masks/masks.ts";
import { MAX_MASKS, masksToText, textToMasks } from "../masks/maskText.ts";
import { OVERVIEW_LEVELS, type OverviewLevel } from "../overview/cells.ts";
import { CRITERION_NAMES, USUAL_CRITERION } from "../scene/criterion.ts";
import { CAMERA_HOME, type RestingCamera } from "../viewport/viewport.ts";
import type { StructureSession } from "./structureSession.ts";

/** Names of layers in an address, in letters. */
const MAX_LAYER_LETTERS = 3000;

const address = new ViewAddress("structure");
/** Of the view in which another network sees the same picture under the same masks. */
const besideAddress = new ViewAddress("side-by-side");

/**
 * Lets the address say what a session shows, in place of the one before: `masks`, `fill`, `off`, `off_by`, `mode`, `view`, `level`, `section`, `map`, `k`, `criterion`,
 * `groups`, `difference`, `layers`, `field`, `cam`, and of what is open `layer`, `cluster`, `channel`, `order`,
 * `compare`, `computed` and `rows`; in the view beside another network what is of both. What cannot be read is left
 * out, and so is what a session begins with. The returned function lets go of it.
 */
export function bindToAddress(session: StructureSession): () => void {
  const { ablation, display, maps, comparison, computed, layerRows, overview, viewport } = session;
  release();
  bindMasked(address, session);
  address.bind("off", ablation.switches, NO_SWITCHES, SWITCHES);
  address.bind("off_by", ablation.replacement, USUAL_REPLACEMENT, oneOf(REPLACEMENTS));
  address.bind("mode", display.mode, "clustered", fixedInStudy(oneOf(MODES)));
  address.bindRemembered("view", display.view, rememberedView(), fixedInStudy(columnsViewText(rememberedView())));
  address.bind("level", overview.level, null, LEVEL);
  address.bind("section", overview.chosenSection, null, SECTION);
  bindDrawn(address, session);
  address.bind("layers", display.layersShown, null, { parse: parseLayers, format: formatLayers });
  address.bind("layer", maps.openLayer, null, LAYER);
  address.bind("cluster", maps.openCluster, null, numberOfOverlay(2));
  address.bind("channel", maps.largeChannel, null, numberOfOverlay(5));
  address.bind("order", maps.order, "channel", orderText(display));
  address.bind("compare", comparison.sides.choice, NOT_COMPARED, compareText(comparison.sides));
  address.bind("computed", computed.trail, NOT_ASKED, COMPUTED_TEXT);
  address.bind("rows", layerRows.layer, null, LAYER);
  address.bind("cam", viewport.camera, CAMERA_HOME, CAMERA);
  address.bind("field", display.fieldOnInput, true, FLAG);
  bindMasked(besideAddress, session);
  bindDrawn(besideAddress, session);
  return release;
}

function bindMasked(to: ViewAddress, { masks }: StructureSession): void {
  to.bind("masks", masks.edits, NO_EDITS, MASKS);
  to.bind("fill", masks.fill, USUAL_FILL, fixedInStudy(oneOf(FILLS)));
}

function bindDrawn(to: ViewAddress, { display }: StructureSession): void {
  to.bind("map", display.colourMapName, USUAL_COLOUR_MAP, fixedInStudy(oneOf(COLOUR_MAPS.map((map) => map.name))));
  to.bind("k", display.clusterCount, CLUSTERS.usual, fixedInStudy(wholeNumber(CLUSTERS.min, CLUSTERS.max)));
  to.bind("criterion", display.criterion, USUAL_CRITERION, fixedInStudy(oneOf(CRITERION_NAMES)));
  to.bind("groups", display.groups, USUAL_GROUPS, fixedInStudy(oneOf(GROUPS)));
  to.bind("difference", display.difference, false, FLAG);
}

function release(): void {
  address.release();
  besideAddress.release();
}

const MASKS: AddressText<Edits> = {
  parse: (text) => {
    const found = textToMasks(text);
    if (!found) return undefined;
    if (found.left > 0) say(`Of the link’s ${MAX_MASKS + found.left} masks, the first ${MAX_MASKS} are here.`);
    return { owner: null, size: null, history: begun(found.masks.map(placed)) };
  },
  format: (edits) => masksToText(edits.history.present).text || null,
};

const SWITCHES: AddressText<Switches> = {
  parse: (text) => {
    const off = textToSwitchedOff(text);
    return off && { owner: null, history: begun(off) };
  },
  format: ({ history }) => switchedOffToText(history.present),
};

const LAYER: AddressText<string | null> = {
  parse: (text) => (isName(text) ? text : undefined),
  format: (name) => name,
  ofOverlay: true,
};

/** A link says its view unless nobody could see another by it. */
function columnsViewText(beginning: ColumnsView): AddressText<ColumnsView> {
  return {
    parse: oneOf(COLUMNS_VIEWS).parse,
    format: (view) => (view === USUAL_COLUMNS_VIEW && beginning === USUAL_COLUMNS_VIEW ? null : view),
  };
}

const LEVEL: AddressText<OverviewLevel | null> = { parse: oneOf(OVERVIEW_LEVELS).parse, format: (level) => level };

const SECTION: AddressText<string | null> = {
  parse: (text) => (isName(text) ? text : undefined),
  format: (name) => name,
};

const CAMERA: AddressText<RestingCamera> = {
  parse: (text) => {
    const choice = text === "fit" ? text : parseViewpoint(text);
    return choice && { choice, network: null };
  },
  format: ({ choice }) => (choice === "home" ? null : choice === "fit" ? choice : viewpointText(choice)),
};

/** By what maps are sorted, where that is their score: an address names the criterion. */
function orderText({ criterion }: Display): AddressText<Order> {
  return {
    parse: (text) => (text === "channel" ? text : oneOf(CRITERION_NAMES).parse(text) && "score"),
    format: (order) => (order === "score" ? criterion.value : order),
  };
}

/** The place or channel that an overlay shows; null for none. */
function numberOfOverlay(digits: number): AddressText<number | null> {
  const pattern = new RegExp(`^\\d{1,${digits}}$`);
  return {
    parse: (text) => (pattern.test(text) ? Number(text) : undefined),
    format: (value) => (value === null ? null : String(value)),
    ofOverlay: true,
  };
}

/** Layers as text: `*` is all, `c` all convolutions, otherwise names with commas between. */
export function parseLayers(text: string): LayerChoice | undefined {
  if (text === "*") return "all";
  if (text === "c") return "convolutions";
  const names = text.split(",");
  return names.length <= MAX_LAYERS && names.every(isName) ? names : undefined;
}

/** The reverse; null for the default, and for more names than an address should hold. */
export function formatLayers(choice: LayerChoice): string | null {
  if (choice === null) return null;
  if (choice === "all") return "*";
  if (choice === "convolutions") return "c";
  const text = choice.join(",");
  return text.length <= MAX_LAYER_LETTERS && !choice.some((name) => name.includes(",")) ? text : null;
}

function isName(text: string): boolean {
  return text.length >= 1 && text.length <= 128;
}
