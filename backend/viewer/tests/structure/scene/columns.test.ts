import { describe, expect, test } from "vitest";
import type { ByteAtlas, Tile } from "../../../src/scene/byteAtlas.ts";
import { Columns } from "../../../src/structure/scene/columns.ts";
import { structureSession } from "../../geometry/session.ts";

const { network, layers } = structureSession();

/** An atlas that remembers what it was given. */
class FakeAtlas {
  readonly held = new Map<Tile, Uint8Array>();
  added = 0;

  add(width: number, height: number, data: Uint8Array): Tile {
    const tile = { page: 0, x: 0, y: 0, width, height };
    this.held.set(tile, data);
    this.added += 1;
    return tile;
  }

  write(tile: Tile, data: Uint8Array): void {
    this.held.set(tile, data);
  }

  remove(tile: Tile): void {
    this.held.delete(tile);
  }
}

function filled() {
  const atlas = new FakeAtlas();
  const columns = new Columns(atlas as unknown as ByteAtlas);
  columns.choose(
    layers.map(({ layer }) => layer),
    network.layers,
  );
  for (const layer of layers) columns.update(layer);
  return { atlas, columns };
}

describe("a real analysis", () => {
  test("has a panel for each cluster, with the very bytes that arrived", () => {
    const { atlas, columns } = filled();
    const panels = columns.panels();
    expect(panels).toHaveLength(layers.reduce((sum, { clusters }) => sum + clusters.length, 0));
    for (const { tile, column, cluster } of panels) {
      const bytes = tile && atlas.held.get(tile);
      expect(bytes).toBe(layers[column]?.clusters[cluster]?.representative.data);
    }
  });

  test("updated in place takes no new room", () => {
    const { atlas, columns } = filled();
    const { added } = atlas;
    for (const layer of layers) columns.update(layer);
    expect(atlas.added).toBe(added);
  });

  test("with fewer clusters gives room back", () => {
    const { atlas, columns } = filled();
    const [first] = layers;
    if (!first) throw new Error("The recorded session has no layers.");
    const before = atlas.held.size;
    columns.update({ ...first, clusters: first.clusters.slice(0, 1) });
    expect(atlas.held.size).toBe(before - 2);
    expect(columns.panels().filter(({ column }) => column === 0)).toHaveLength(1);
  });

  test("keeps the maps of layers that stay chosen, and only those", () => {
    const { atlas, columns } = filled();
    columns.choose(["head_conv", "block1a_expand_conv", "stem_conv"], network.layers);
    expect(columns.list.map(({ data }) => data?.layer ?? null)).toEqual(["head_conv", null, "stem_conv"]);
    expect(atlas.held.size).toBe(6);
  });

  test("emptied keeps its columns, with as many empty panels as there were", () => {
    const { atlas, columns } = filled();
    columns.removeMaps();
    expect(atlas.held.size).toBe(0);
    expect(columns.panels()).toHaveLength(3 * layers.length);
    expect(columns.panels().every(({ tile }) => tile === null)).toBe(true);
  });

  test("says which columns are older than the image", () => {
    const { columns } = filled();
    columns.setStale(true);
    const [first] = layers;
    if (first) columns.update(first);
    expect(columns.list.filter(({ stale }) => !stale).map(({ name }) => name)).toEqual(["stem_conv"]);
  });
});

test("a layer without a column is ignored", () => {
  const { columns } = filled();
  columns.choose(["stem_conv"], network.layers);
  const [, second] = layers;
  expect(second && columns.update(second)).toBe(false);
});
