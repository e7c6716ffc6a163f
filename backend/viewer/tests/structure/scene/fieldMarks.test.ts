import { expect, test } from "vitest";
import type { ByteAtlas } from "../../../src/scene/byteAtlas.ts";
import { Columns } from "../../../src/structure/scene/columns.ts";
import { findHover, markField } from "../../../src/structure/scene/fieldMarks.ts";
import { Look } from "../../../src/structure/scene/look.ts";
import { structureSession } from "../../geometry/session.ts";

const { network, layers } = structureSession();
const columns = new Columns({ add: () => null, remove: () => {} } as unknown as ByteAtlas);
columns.choose(
  layers.map(({ layer }) => layer),
  network.layers,
);
for (const layer of layers) columns.update(layer);
const input = { height: 224, width: 224 };

test("a pixel's value and fields", () => {
  const hover = findHover(
    { layer: "block1a_project_conv", cluster: 1, row: 40, column: 50 },
    "pointer",
    columns,
    network,
  );
  const representative = layers[1]?.clusters[1]?.representative;
  expect(hover?.value).toBe(
    (representative?.data[40 * 112 + 50] ?? 0) * (representative?.scale ?? 0) + (representative?.offset ?? 0),
  );
  expect(hover?.previous).toBe("stem_conv");
  expect(hover?.region).toEqual({ top: 39, left: 49, bottom: 41, right: 51 });
  expect(hover?.inputRegion).toEqual({ top: 78, left: 98, bottom: 84, right: 104 });
});

test("before the first column comes the input", () => {
  const hover = findHover({ layer: "stem_conv", cluster: 0, row: 0, column: 0 }, "pointer", columns, network);
  expect(hover?.previous).toBeNull();
  expect(hover?.region).toEqual({ top: 0, left: 0, bottom: 2, right: 2 });
  const look = new Look();
  markField(look, hover, columns, false, input);
  expect(look.inputField.value).toBe(1);
  expect(look.inputBox.value.toArray()).toEqual([0, 0, 3 / 224, 3 / 224]);
  expect(look.fieldColumn.value).toBe(-1);
});

test("marks are shares of the map, and on the input only on demand", () => {
  const hover = findHover({ layer: "block2a_project_conv", cluster: 0, row: 55, column: 0 }, "host", columns, network);
  const look = new Look();
  markField(look, hover, columns, false, input);
  expect(look.fieldColumn.value).toBe(1);
  expect(look.inputField.value).toBe(0);
  const { top, left, bottom, right } = hover?.region ?? { top: 0, left: 0, bottom: 0, right: 0 };
  expect(look.fieldBox.value.toArray()).toEqual([left / 112, top / 112, (right + 1) / 112, (bottom + 1) / 112]);
  markField(look, hover, columns, true, input);
  expect(look.inputField.value).toBe(1);
  markField(look, null, columns, true, input);
  expect([look.inputField.value, look.fieldColumn.value, look.start.value.x]).toEqual([0, -1, -1]);
});

test.each([
  { layer: "nothing", cluster: 0, row: 0, column: 0 },
  { layer: "stem_conv", cluster: 9, row: 0, column: 0 },
  { layer: "stem_conv", cluster: 0, row: 112, column: 0 },
  { layer: "stem_conv", cluster: 0, row: 0, column: -1 },
])("$layer $cluster ($row, $column) is not there", (target) => {
  expect(findHover(target, "host", columns, network)).toBeNull();
});
