// @vitest-environment happy-dom
import { PerspectiveCamera } from "three";
import { beforeEach, expect, test } from "vitest";
import { panelCentre, pixelPoint } from "../../../src/geometry/structureLayout.ts";
import { canvasPoint } from "../../../src/scene/plane.ts";
import type { InputStroke, PanelPixel, StructureHover } from "../../../src/structure/scene/events.ts";
import { Interaction, type InteractionHost } from "../../../src/structure/scene/interaction.ts";

const SIZE = { width: 900, height: 700 };
const MAP = { height: 10, width: 10 };
const COLUMNS = [
  { name: "first", clusters: 2 },
  { name: "second", clusters: 2 },
];

let camera: PerspectiveCamera;
let hover: PanelPixel | null;
let by: StructureHover["by"];
let opened: unknown[];
let strokes: InputStroke[];
let seen: [number, number][];
let canvas: HTMLCanvasElement;
let interaction: Interaction;

beforeEach(() => {
  camera = new PerspectiveCamera(35, SIZE.width / SIZE.height, 0.02, 400);
  camera.position.set(0.8, 1.4, 6);
  camera.updateMatrixWorld();
  canvas = document.createElement("canvas");
  [hover, opened, strokes, seen] = [null, [], [], []];
  const host = {
    stage: { canvas, camera, size: SIZE, invalidate: () => {} },
    rig: { ensureVisible: (x: number, y: number) => seen.push([x, y]) },
    events: {
      onPanelClick: (panel: unknown) => opened.push(panel),
      onInputStroke: (stroke: InputStroke) => strokes.push(stroke),
    },
    drawing: {
      columns: { list: COLUMNS, clusters: ({ clusters }: (typeof COLUMNS)[number]) => clusters, size: () => MAP },
      shown: () => ({
        input: { height: 224, width: 224 },
        columns: COLUMNS.map(({ clusters }) => ({ clusters, size: MAP })),
        classes: 0,
        reach: 1,
      }),
      hover: () => hover && { ...hover, by, position: COLUMNS.findIndex(({ name }) => name === hover?.layer) },
      setHover: (target: PanelPixel | null, who: StructureHover["by"]) => {
        hover = target;
        by = who;
      },
      setHoveredClass: () => {},
    },
  };
  // What interaction looks at of its host, and no more.
  interaction = new Interaction(host as unknown as InteractionHost);
});

/** Where a pixel of a panel is seen. */
function at(position: number, cluster: number, row = 5, column = 5) {
  const { x, y } = pixelPoint({ row, column }, MAP, panelCentre(position, cluster, 2), 0.5);
  const point = canvasPoint(x, y, SIZE, camera);
  if (point === null) throw new Error("Expected the panel in view, got it behind the camera.");
  return point;
}

function press(key: string, more: KeyboardEventInit = {}): boolean {
  return !canvas.dispatchEvent(new KeyboardEvent("keydown", { key, cancelable: true, ...more }));
}

test("a click opens the panel at once", () => {
  interaction.onClick(at(1, 0), false);
  expect(opened).toEqual([{ layer: "second", cluster: 0 }]);
});

test("a finger's first tap looks at a pixel, and the second on the same panel opens it", () => {
  interaction.onClick(at(0, 1, 2, 3), true);
  expect(hover).toEqual({ layer: "first", cluster: 1, row: 2, column: 3 });
  interaction.onClick(at(0, 0), true);
  expect(opened).toEqual([]);
  interaction.onClick(at(0, 0, 7, 7), true);
  expect(opened).toEqual([{ layer: "first", cluster: 0 }]);
});

test("a press on the input is a stroke only while drawing is on, and ends what was looked at", () => {
  const { x, y } = pixelPoint({ row: 100, column: 30 }, { height: 224, width: 224 }, { x: 0, y: 1.4 }, 1);
  const input = canvasPoint(x, y, SIZE, camera);
  if (input === null) throw new Error("Expected the input in view, got it behind the camera.");
  expect(interaction.onStrokeStart(input)).toBe(false);
  interaction.drawing = true;
  interaction.onClick(at(0, 0), true);
  expect(interaction.onStrokeStart(at(0, 0))).toBe(false);
  expect(interaction.onStrokeStart(input)).toBe(true);
  expect(hover).toBeNull();
  interaction.onStrokeEnd({ x: -500, y: -500 });
  expect(strokes.map(({ phase }) => phase)).toEqual(["start", "end"]);
  expect(strokes[0]).toMatchObject({ row: 100, column: 30 });
  expect(strokes[1]).toMatchObject({ row: 0, column: 0 }); // cut to the image
});

test("arrows go from panel to panel, with shift from pixel to pixel, and stay inside", () => {
  expect(press("ArrowRight")).toBe(true);
  expect(hover).toMatchObject({ layer: "first", cluster: 0 });
  press("ArrowRight");
  press("ArrowDown");
  press("ArrowDown");
  expect(hover).toMatchObject({ layer: "second", cluster: 1 });
  const { row = 0, column = 0 } = hover ?? {};
  press("ArrowLeft", { shiftKey: true });
  expect(hover).toMatchObject({ row, column: column - 1 });
  for (let k = 0; k < 20; k++) press("ArrowUp", { shiftKey: true });
  expect(hover).toMatchObject({ row: 0 });
  const { x, y } = panelCentre(1, 1, 2);
  expect(seen.at(-1)).toEqual([x, y]);
  press("Enter");
  expect(opened).toEqual([{ layer: "second", cluster: 1 }]);
});

test("what the keyboard looked at goes with the focus, and comes back with it", () => {
  press("ArrowRight");
  press("ArrowRight");
  const place = hover;
  canvas.dispatchEvent(new Event("blur"));
  expect(hover).toBeNull();
  canvas.dispatchEvent(new Event("focus"));
  expect(hover).toMatchObject({ ...place });
  expect(hover?.layer).toBe("second");
  press("Escape");
  canvas.dispatchEvent(new Event("blur"));
  canvas.dispatchEvent(new Event("focus"));
  expect(hover).toBeNull();
});

test("what the pointer looks at stays where the focus goes elsewhere", () => {
  interaction.onClick(at(0, 1), true);
  canvas.dispatchEvent(new Event("blur"));
  expect(hover).toMatchObject({ layer: "first", cluster: 1 });
});

test("keys that do nothing are left to the page", () => {
  expect(press("Escape")).toBe(false);
  expect(press("Enter")).toBe(false);
  expect(press("x")).toBe(false);
  press("ArrowRight");
  expect(press("Escape")).toBe(true);
  expect(hover).toBeNull();
  interaction.dispose();
  expect(press("ArrowRight")).toBe(false);
});
