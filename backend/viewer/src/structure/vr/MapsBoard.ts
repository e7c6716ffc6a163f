import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { range } from "../../geometry/tensor.ts";
import type { FeatureMap, Layer } from "../../protocol/messages.ts";
import { Board } from "../../vr/board/Board.ts";
import type { BoardButton, BoardItem, BoardPictureItem } from "../../vr/board/boardItem.ts";
import { standBefore } from "../../vr/board/standing.ts";
import type { Person, VrParts } from "../../vr/vrScene.ts";
import { describeMaps } from "../maps/mapsWords.ts";
import { mapPicture, valueText } from "../pictures/mapPicture.ts";
import { criterionTitle, scoreText } from "../scene/criterion.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** Nearer than the wall, and so many radians to the left of the panel that was opened. */
const STANDING = { away: 0.95, aside: 0.56, below: 0.06 };
const EM = 0.014 * STANDING.away;
const WIDTH = 40;
const COLUMNS = 4;
const PAGE = 3 * COLUMNS;
/** Em that a map is high, of many and alone. */
const SMALL = 8;
const LARGE = 22;

type HeadingOf = (layer: string, cluster: number) => number | null;

/** The feature maps of the cluster that is open: pages of pictures, and one of them large. */
export class MapsBoard extends Board {
  private readonly stopFollowing: () => void;
  private readonly headingOfOpen: (person: Person) => number;

  /** `headingOf` says how far a head is turned that looks at a cluster; null where it is not on the wall. */
  constructor(session: StructureSession, headingOf: HeadingOf, { family, person }: VrParts) {
    const { maps } = session;
    const page = signal(0);
    super(mapsItems(session, page), { width: WIDTH, em: EM, family });
    this.headingOfOpen = ({ heading }) => {
      const [layer, cluster] = [maps.openLayer.peek(), maps.openCluster.peek()];
      return (layer !== null && cluster !== null ? headingOf(layer, cluster) : null) ?? heading;
    };
    let before: string | null = null;
    this.stopFollowing = effect(() => {
      const layer = maps.layer.value;
      const opened = layer && `${layer.name} ${maps.openCluster.value}`;
      if (opened !== before) {
        page.value = 0;
        maps.largeChannel.value = null;
        if (before === null) this.recentre(person);
      }
      before = opened;
      this.visible = layer !== null;
    });
  }

  /** Stands beside the cluster that is open. */
  recentre(person: Person): void {
    standBefore(this.mesh, { head: person.head, heading: this.headingOfOpen(person) }, STANDING);
  }

  override dispose(): void {
    this.stopFollowing();
    super.dispose();
  }
}

function mapsItems(session: StructureSession, page: Signal<number>): ReadonlySignal<readonly BoardItem[]> {
  const { display, maps } = session;
  const shown = computed(() => maps.sorted.value.slice(page.value * PAGE, (page.value + 1) * PAGE));
  const buttons = computed(() => shown.value.map((map) => mapButton(session, map)));
  const large = computed<BoardItem | null>(() => {
    const map = maps.large.value?.map.map;
    if (!map) return null;
    const onPoint: BoardPictureItem["onPoint"] = (at) => pointAtMap(session, at);
    return { kind: "picture", picture: drawn(map, display.lookup.value), height: LARGE, sharp: true, onPoint };
  });
  return computed(() => {
    const layer = maps.layer.value;
    if (!layer) return [];
    const close: BoardButton = { kind: "button", label: "Close maps", onPress: () => maps.close() };
    const picture = large.value;
    if (picture) return [...largeItems(session, layer, picture), { kind: "row", items: [backButton(session), close] }];
    return [
      { kind: "title", text: layer.name },
      { kind: "text", text: describeMaps(layer, maps), muted: true },
      ...stateItems(session),
      ...rows(buttons.value),
      ...pageItems(page, Math.ceil(maps.sorted.value.length / PAGE)),
      close,
    ];
  });
}

/** Before maps are here, or where there are none. */
function stateItems({ maps }: StructureSession): BoardItem[] {
  const { complaint } = maps.status.value;
  const [cluster, clusters] = [maps.openCluster.value, maps.clusters.value];
  if (complaint) {
    return [
      { kind: "text", text: complaint.message },
      { kind: "button", label: "Try again", onPress: () => maps.retry() },
    ];
  }
  if (cluster !== null && clusters && cluster >= clusters.length) {
    return [{ kind: "text", text: "This cluster is not there any more." }];
  }
  return maps.sorted.value.length === 0 ? [{ kind: "text", text: "Loading feature maps …" }] : [];
}

function mapButton({ display, maps }: StructureSession, { channel, map, score }: FeatureMap): BoardButton {
  const label = `${channel} · ${scoreText(display.criterion.value, score)}`;
  const picture = drawn(map, display.lookup.value);
  return { kind: "button", label, picture, height: SMALL, sharp: true, onPress: () => maps.enlarge(channel) };
}

function rows(buttons: readonly BoardButton[]): BoardItem[] {
  const all: BoardItem[] = [];
  for (let at = 0; at < buttons.length; at += COLUMNS) {
    const items: BoardItem[] = buttons.slice(at, at + COLUMNS);
    // What is missing of the last row leaves its room free.
    while (items.length < COLUMNS) items.push({ kind: "text", text: "" });
    all.push({ kind: "row", items });
  }
  return all;
}

function pageItems(page: Signal<number>, pages: number): BoardItem[] {
  if (pages < 2) return [];
  const at = page.value;
  const turn = (label: string, to: number): BoardButton => ({
    kind: "button",
    label,
    disabled: to < 0 || to >= pages,
    onPress: () => {
      page.value = to;
    },
  });
  return [
    { kind: "row", items: [turn("Previous maps", at - 1), turn("Next maps", at + 1)] },
    { kind: "text", text: `Page ${at + 1} of ${pages}. Below each map: its channel and its score.`, muted: true },
  ];
}

function largeItems({ display, maps }: StructureSession, layer: Layer, picture: BoardItem): BoardItem[] {
  const now = maps.large.value;
  if (!now) return [];
  const criterion = display.criterion.value;
  const { min, max } = range(now.map.map);
  const last = maps.sorted.value.length - 1;
  return [
    { kind: "title", text: `${layer.name}, channel ${now.map.channel}` },
    {
      kind: "text",
      text: `${criterionTitle(criterion)} ${scoreText(criterion, now.map.score, 3)}. Values from ${valueText(min)} to ${valueText(max)}.`,
      muted: true,
    },
    picture,
    {
      kind: "row",
      items: [
        { kind: "button", label: "Previous map", disabled: now.place === 0, onPress: () => maps.step(-1) },
        { kind: "button", label: "Next map", disabled: now.place === last, onPress: () => maps.step(1) },
      ],
    },
  ];
}

/** A place on the large map is pointed at, in shares of it. */
function pointAtMap({ maps }: StructureSession, at: { x: number; y: number } | null): void {
  const map = maps.large.peek()?.map;
  if (!at || !map) {
    maps.pointed.value = null;
    return;
  }
  const [height = 1, width = 1] = map.map.shape;
  const [row, column] = [Math.floor(at.y * height), Math.floor(at.x * width)];
  const before = maps.pointed.peek();
  if (before?.channel === map.channel && before.row === row && before.column === column) return;
  maps.pointed.value = { channel: map.channel, row, column };
}

function backButton({ maps }: StructureSession): BoardButton {
  return { kind: "button", label: "All maps", onPress: () => maps.enlarge(null) };
}

function drawn(map: FeatureMap["map"], lookup: Uint8Array): HTMLCanvasElement {
  const { data, width, height } = mapPicture(map, lookup);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.putImageData(new ImageData(data, width, height), 0, 0);
  return canvas;
}
