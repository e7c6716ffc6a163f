import { gridOf, type MapSize, type Pixel, panelCentre } from "../../geometry/structureLayout.ts";
import { valueAt } from "../../geometry/tensor.ts";
import type { Cluster, ClusteredLayer, Layer } from "../../protocol/messages.ts";
import type { ByteAtlas, Tile } from "../../scene/byteAtlas.ts";
import { drawnTensor, explainsLittle } from "./drawnTensor.ts";
import {
  type ClusterInfluence,
  type Flow,
  type FlowColumn,
  flowsOf,
  type Influence,
  influenceOf,
  NOT_MEASURED,
} from "./influence.ts";
import type { Panel } from "./panelMesh.ts";
import { ALL_ON, countOff, type SwitchedOff } from "./switchedOff.ts";

/** How a panel's colours and frame are to be read. */
function kindOf(cluster: Cluster | undefined): Pick<Panel, "signed" | "doubtful"> {
  if (!cluster) return { signed: 0, doubtful: 0 };
  return { signed: cluster.difference ? 1 : 0, doubtful: explainsLittle(cluster.explained_variance) ? 1 : 0 };
}

/** One column: a layer, and its clusters once they are here. */
export interface KnownColumn {
  readonly name: string;
  readonly layer: Layer | null;
  readonly data: ClusteredLayer | null;
}

/** Columns, and what is drawn of them, wherever that is. */
export interface KnownColumns {
  readonly list: readonly KnownColumn[];
  /** Number of panels of a column. */
  clusters(column: KnownColumn): number;
  /** Rows and columns of a column's maps. */
  size(column: KnownColumn): MapSize;
  /** The value of what is drawn at a pixel; NaN where there is nothing yet. */
  value(column: KnownColumn, cluster: number, pixel: Pixel): number;
}

/** A column whose maps are in the graphics memory. */
export interface Column extends KnownColumn {
  data: ClusteredLayer | null;
  tiles: (Tile | null)[];
  /** Whether the clusters belong to an earlier image. */
  stale: boolean;
}

/** Rows and columns of a column's maps. */
export function mapSize({ data, layer }: KnownColumn): MapSize {
  return data ?? layer ?? { height: 1, width: 1 };
}

/** The value of what is drawn of a column at a pixel; NaN where there is nothing yet. */
export function drawnValue({ data }: KnownColumn, cluster: number, pixel: Pixel): number {
  const drawn = data?.clusters[cluster];
  return drawn ? valueAt(drawnTensor(drawn), pixel.row, pixel.column) : Number.NaN;
}

/** Columns without clusters show this many empty panels until some layer says otherwise. */
const USUAL_CLUSTERS = 3;

/** The columns of the scene and their maps in the atlas. */
export class Columns implements KnownColumns {
  list: Column[] = [];
  /** What is switched off. */
  off: SwitchedOff = ALL_ON;
  /** What was measured. */
  influence: Influence = NOT_MEASURED;
  private readonly atlas: ByteAtlas;
  private awaited = USUAL_CLUSTERS;

  constructor(atlas: ByteAtlas) {
    this.atlas = atlas;
  }

  /** The layers to show, left to right. Those that are shown already keep their maps. */
  choose(names: readonly string[], layers: readonly Layer[]): void {
    const before = new Map(this.list.map((column) => [column.name, column]));
    this.list = names.map((name) => {
      const known = before.get(name);
      before.delete(name);
      return known ?? this.empty(name, layers);
    });
    for (const gone of before.values()) this.forget(gone);
  }

  /** Takes a layer's clusters in; whether it has a column. */
  update(layer: ClusteredLayer): boolean {
    const column = this.list.find(({ name }) => name === layer.layer);
    if (!column) return false;
    column.tiles = layer.clusters
      .map((cluster, index) => {
        const { shape, data } = drawnTensor(cluster);
        const [height = 1, width = 1] = shape;
        const tile = column.tiles[index];
        if (!tile || tile.width !== width || tile.height !== height) {
          if (tile) this.atlas.remove(tile);
          return this.atlas.add(width, height, data);
        }
        this.atlas.write(tile, data);
        return tile;
      })
      .concat(this.dropped(column.tiles.slice(layer.clusters.length)));
    column.data = layer;
    column.stale = false;
    this.awaited = layer.clusters.length;
    return true;
  }

  /** Takes all maps away; the columns stay, empty. */
  removeMaps(): void {
    for (const column of this.list) this.forget(column);
  }

  /** Marks all maps as those of an earlier image, or as current. */
  setStale(stale: boolean): void {
    for (const column of this.list) column.stale = stale;
  }

  clusters(column: KnownColumn): number {
    return column.data?.clusters.length ?? this.awaited;
  }

  /** The most panels of any column. */
  get tallest(): number {
    return this.list.reduce((most, column) => Math.max(most, this.clusters(column)), 1);
  }

  /** Files of panels of the widest column. */
  get files(): number {
    return gridOf(this.tallest).files;
  }

  size(column: KnownColumn): MapSize {
    return mapSize(column);
  }

  value(column: KnownColumn, cluster: number, pixel: Pixel): number {
    return drawnValue(column, cluster, pixel);
  }

  /** How many maps of a cluster are switched off. */
  countOff(column: Column, cluster: number): number {
    return countOff(column.data?.clusters[cluster]?.channels ?? [], this.off.get(column.name));
  }

  /** What was measured of a cluster; null where nothing was. */
  influenceOf(column: Column, cluster: number): ClusterInfluence | null {
    return influenceOf(this.influence, flowColumn(column))?.[cluster] ?? null;
  }

  /** What flows out of each column, as far as it was measured. */
  get flows(): Flow[] {
    return flowsOf(this.list.map(flowColumn), this.influence);
  }

  /** The panels of the columns from one place to another, left to right and top to bottom. */
  panels(from = 0, to = this.list.length - 1): Panel[] {
    const { files } = this;
    return this.list.flatMap((column, position) => {
      if (position < from || position > to) return [];
      const clusters = this.clusters(column);
      return Array.from({ length: clusters }, (_, cluster) => ({
        ...kindOf(column.data?.clusters[cluster]),
        centre: panelCentre(position, cluster, clusters, files),
        column: position,
        cluster,
        size: this.size(column),
        tile: column.tiles[cluster] ?? null,
        stale: column.stale ? 1 : 0,
        off: this.countOff(column, cluster) / (column.data?.clusters[cluster]?.channels.length ?? 1),
      }));
    });
  }

  private empty(name: string, layers: readonly Layer[]): Column {
    return { name, layer: layers.find((layer) => layer.name === name) ?? null, data: null, tiles: [], stale: false };
  }

  private forget(column: Column): void {
    this.dropped(column.tiles);
    column.tiles = [];
    column.data = null;
    column.stale = false;
  }

  /** Gives places in the atlas back; nothing is left of them. */
  private dropped(tiles: readonly (Tile | null)[]): [] {
    for (const tile of tiles) if (tile) this.atlas.remove(tile);
    return [];
  }
}

function flowColumn({ name, data }: Column): FlowColumn {
  return { name, clusters: data?.clusters.map(({ channels }) => channels) ?? null };
}
