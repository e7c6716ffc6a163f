import { Matrix4, PerspectiveCamera, Vector3 } from "three";
import { test } from "vitest";
import { columnX, gridOf, panelCentre } from "../../src/geometry/structureLayout.ts";
import { axes, type Direction } from "../../src/scene/framing.ts";
import { canvasPoint } from "../../src/scene/plane.ts";
import {
  captionScale,
  classNames,
  columnHeader,
  inputCaption,
  panelCaptions,
} from "../../src/structure/scene/captions.ts";
import { ribbons } from "../../src/structure/scene/ribbons.ts";
import {
  columnsRectangle,
  columnView,
  type Extent,
  emPixels,
  homeDirection,
  homeView,
  wholeView,
} from "../../src/structure/scene/views.ts";
import { visibleRange } from "../../src/structure/scene/visibleRange.ts";
import { structureSession } from "../geometry/session.ts";
import { expectShared } from "./shared.ts";

const { network, layers, predictions } = structureSession();
const EXTENTS: readonly Extent[] = [
  { columns: 18, clusters: 3, classes: 10 },
  { columns: 18, clusters: 6, classes: 10 },
  { columns: 58, clusters: 8, classes: 10 },
  { columns: 58, clusters: 20, classes: 10 },
  { columns: 110, clusters: 64, classes: 0 },
  { columns: 2, clusters: 1, classes: 2 },
  { columns: 0, clusters: 1, classes: 0 },
];
const VIEWS = [
  { width: 660, height: 660 },
  { width: 1600, height: 900 },
  { width: 320, height: 568 },
];
const ASIDE: Direction = { azimuth: -0.42, elevation: 0.07 };

test("scene 1", async () => {
  await expectShared("structure", {
    panels: [1, 3, 8, 9, 20, 64].map((clusters) => {
      const { files } = gridOf(clusters);
      return { clusters, files, centres: [0, clusters - 1].map((index) => panelCentre(4, index, clusters, files)) };
    }),
    captions: [1, 3, 6, 7, 9, 20].map((tallest) => ({
      tallest,
      scale: captionScale(tallest),
      lines: [
        ...inputCaption({ height: 224, width: 224 }, tallest),
        ...inputCaption({ height: 72, width: 160 }, tallest),
        ...layers
          .slice(0, 2)
          .flatMap((layer, position) => [
            ...columnHeader(position, layerOf(layer.layer), tallest),
            ...columnHeader(position, { ...layerOf(layer.layer), title: "" }, tallest),
            ...panelCaptions(position, layer, tallest),
            ...panelCaptions(position, { ...layer, criterion: "mean_activation" }, tallest),
          ]),
        ...classNames(3.4, predictions.classes),
      ],
    })),
    ribbons: [
      ribbons([
        [10, 20, 10],
        [30, 10],
      ]),
      ribbons([[1, 1], null, [1], [2]]),
      ribbons([Array.from({ length: 20 }, () => 2), [5, 7, 9]], gridOf(20).files),
    ],
    views: EXTENTS.flatMap((extent) => VIEWS.map((size) => viewsOf(extent, size))),
  });
});

function layerOf(name: string) {
  const found = network.layers.find((layer) => layer.name === name);
  if (!found) throw new Error(`The recorded network has no layer ${name}.`);
  return found;
}

function viewsOf(extent: Extent, size: { width: number; height: number }) {
  const lens = { fieldOfView: (35 * Math.PI) / 180, aspect: size.width / size.height };
  const home = homeView(extent, lens, size.height);
  const camera = cameraAt(home, homeDirection(extent.clusters), lens.aspect);
  const matrix = new Matrix4().multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse).elements;
  const { files } = gridOf(extent.clusters);
  return {
    extent,
    size,
    home,
    whole: wholeView(extent, lens),
    column: columnView(1, extent, ASIDE, lens),
    em: emPixels(home.distance, lens, size.height),
    range: visibleRange(matrix, { columns: extent.columns, files, ...columnsRectangle(extent) }),
    seen: [0, 1, 3].map((position) => canvasPoint(columnX(position, files), 1.7, size, camera)),
  };
}

function cameraAt({ x, y, distance }: { x: number; y: number; distance: number }, from: Direction, aspect: number) {
  const camera = new PerspectiveCamera(35, aspect, 0.02, 400);
  const { back } = axes(from);
  camera.position
    .set(...(back as [number, number, number]))
    .multiplyScalar(distance)
    .add(new Vector3(x, y, 0));
  camera.lookAt(x, y, 0);
  camera.updateMatrixWorld();
  return camera;
}
