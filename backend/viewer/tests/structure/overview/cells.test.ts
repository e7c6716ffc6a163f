import { describe, expect, test } from "vitest";
import type { Layer } from "../../../src/protocol/messages";
import { cellsAt, levelsOf } from "../../../src/structure/overview/cells";
import { layerOf } from "../samples";

function layer(name: string, title: string, block: number | null): Layer {
  const [section = ""] = title.split(", ");
  return { ...layerOf(name), title, section, block };
}

const LAYERS = [
  layer("stem", "Stem", null),
  layer("a1", "Stage 1, block 1, depthwise 3 × 3 convolution", 1),
  layer("a2", "Stage 1, block 1", 1),
  layer("b1", "Stage 2, block 1, 1 × 1 convolution", 1),
  layer("b2", "Stage 2, block 1", 1),
  layer("b3", "Stage 2, block 2", 2),
  layer("head", "Head", null),
];

const shown = (cells: ReturnType<typeof cellsAt>) =>
  cells.map(({ title, detail, layer: { name }, layers }) => [title, detail, name, layers]);

describe("cells of the overview", () => {
  test("are layers, with what each does in its block", () => {
    const cells = cellsAt(LAYERS, "layers");
    expect(cells.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6]);
    expect(shown(cells).slice(0, 3)).toEqual([
      ["Stem", "", "stem", 1],
      ["Stage 1, block 1", "depthwise 3 × 3 convolution", "a1", 1],
      ["Stage 1, block 1", "", "a2", 1],
    ]);
  });

  test("are blocks or sections, shown by what they give out", () => {
    expect(shown(cellsAt(LAYERS, "blocks"))).toEqual([
      ["Stem", "", "stem", 1],
      ["Stage 1, block 1", "", "a2", 2],
      ["Stage 2, block 1", "", "b2", 2],
      ["Stage 2, block 2", "", "b3", 1],
      ["Head", "", "head", 1],
    ]);
    expect(shown(cellsAt(LAYERS, "sections"))).toEqual([
      ["Stem", "", "stem", 1],
      ["Stage 1", "", "a2", 2],
      ["Stage 2", "", "b3", 3],
      ["Head", "", "head", 1],
    ]);
  });

  test("may be those of one section", () => {
    expect(cellsAt(LAYERS, "layers", "Stage 2").map((cell) => [cell.layer.name, cell.position])).toEqual([
      ["b1", 3],
      ["b2", 4],
      ["b3", 5],
    ]);
  });

  test("have only the levels that differ", () => {
    expect(levelsOf(LAYERS)).toEqual(["sections", "blocks", "layers"]);
    expect(levelsOf(LAYERS.filter(({ name }) => !["a1", "b1"].includes(name)))).toEqual(["sections", "layers"]);
    expect(levelsOf([layerOf("a"), layerOf("b")])).toEqual(["layers"]);
  });

  test("of a server that tells no titles are layers by their names", () => {
    const untitled = ["x", "y"].map((name) => ({ ...layerOf(name), title: "", section: "", block: null }));
    expect(shown(cellsAt(untitled, "sections"))).toEqual([
      ["x", "", "x", 1],
      ["y", "", "y", 1],
    ]);
  });
});
