import { beforeEach, describe, expect, it } from "vitest";
import type { ClusteredLayer, Layer, LayersRequest, Predictions, Tensor } from "../../../src/protocol/messages";
import { messageToJson } from "../../../src/state/download";
import type { LiveListener } from "../../../src/structure/answers/live";
import {
  awaited,
  clearResult,
  columns,
  liveResult,
  pending,
  predictions,
  stage,
} from "../../../src/structure/answers/result";
import { clusterRows, entropyRows, layersMessage, predictionRows } from "../../../src/structure/export/exportData";
import { choiceOf, chosenLayers } from "../../../src/structure/layers/layerChoice";
import { sortMaps } from "../../../src/structure/maps/browserState";
import { smallPicture, valueText } from "../../../src/structure/pictures/mapPicture";
import { classChanges, pointsText } from "../../../src/structure/predictions/change";
import { formatLayers, parseLayers } from "../../../src/structure/session/structureAddress";

const PIXEL = { top: 0, left: 0, height: 1, width: 1 };
const FRAMING = { fit: "crop" as const, crop_at: 0.5, photo: PIXEL, input: PIXEL };
const TENSOR = { shape: [1, 1], dtype: "u1" as const, scale: 0.5, offset: 1, data: Uint8Array.of(7) };

function answer(...scores: [number, number][]): Predictions {
  const classes = scores.map(([index, probability]) => ({
    label: { index, name: `class ${index}`, meaning: null },
    probability,
  }));
  return { image: TENSOR, framing: FRAMING, masks: [], classes };
}

function column(position: number, name = `layer ${position}`): ClusteredLayer {
  return {
    position,
    layer: name,
    channels: 2,
    height: 1,
    width: 1,
    entropies: [0.5, 0.25],
    clusters: [
      { index: 0, channels: [1], mean_entropy: 0.25, explained_variance: 1, representative: TENSOR },
      { index: 1, channels: [0], mean_entropy: 0.5, explained_variance: null, representative: TENSOR },
    ],
  };
}

describe("what masking changed", () => {
  it("is told by class, and null where the class was not among the ten", () => {
    const changes = classChanges(answer([3, 0.5], [9, 0.2]), answer([9, 0.6], [1, 0.3]));
    expect(changes.map(({ before }) => before)).toEqual([null, 0.6]);
    expect(changes[1]?.change).toBeCloseTo(-0.4, 12);
  });

  it("reads with a sign, and without one where it rounds to nothing", () => {
    expect([0.123, -0.004, 0.0004, -0.0004, 0].map(pointsText)).toEqual(["+12.3", "−0.4", "0.0", "0.0", "0.0"]);
  });
});

describe("the result", () => {
  let listener: LiveListener;
  let send: (body: LayersRequest) => void;
  const body = (image: string, layers: string[] | null = null, clusters = 3): LayersRequest => ({
    image_id: image,
    network_id: "n",
    masks: [],
    clusters,
    layers,
  });

  beforeEach(() => {
    clearResult();
    const live = liveResult(
      (_request, { onPart }) => {
        listener = { onPart: (_body, part) => onPart(part) } as LiveListener;
        return new Promise(() => {});
      },
      { onPredictions: () => {}, onComplete: () => {} },
    );
    send = (request) => live.want(request, true);
  });

  it("keeps the columns of the answer before until each has come anew", () => {
    send(body("a"));
    listener.onPart(body("a"), { kind: "layer", content: column(0) });
    listener.onPart(body("a"), { kind: "layer", content: column(1) });
    send(body("a", null, 5));
    expect(pending.value).toBe(true);
    expect(columns.value.map((shown) => shown?.layer)).toEqual(["layer 0", "layer 1"]);
    const newer = column(0);
    listener.onPart(body("a", null, 5), { kind: "layer", content: newer });
    expect(columns.value[0]).toBe(newer);
    expect(stage.value).toMatchObject({ state: "running", arrived: 1 });
  });

  it("says that the classes are of an older request until the new ones are here", () => {
    send(body("a"));
    listener.onPart(body("a"), { kind: "predictions", content: answer([1, 1]) });
    expect(awaited.value).toBe(false);
    send(body("a", null, 5));
    expect(awaited.value).toBe(true);
    listener.onPart(body("a", null, 5), { kind: "predictions", content: answer([1, 1]) });
    expect(awaited.value).toBe(false);
  });

  it("never shows one image's columns or classes for another", () => {
    send(body("a"));
    listener.onPart(body("a"), { kind: "predictions", content: answer([1, 1]) });
    listener.onPart(body("a"), { kind: "layer", content: column(0) });
    send(body("b"));
    expect(columns.value).toEqual([]);
    expect(predictions.value).toBeNull();
  });

  it("drops the columns of other layers and keeps the classes", () => {
    send(body("a"));
    listener.onPart(body("a"), { kind: "predictions", content: answer([1, 1]) });
    listener.onPart(body("a"), { kind: "layer", content: column(0) });
    send(body("a", ["x"]));
    expect(columns.value).toEqual([]);
    expect(predictions.value).not.toBeNull();
  });
});

describe("export", () => {
  it("writes bytes as base64, as the server does", () => {
    const message = JSON.parse(messageToJson(layersMessage(answer([1, 0.5]), [null, column(1)])));
    expect(message.layers.length).toBe(1);
    expect(message.layers[0].clusters[0].representative.data).toBe("Bw==");
    expect(message.predictions.classes[0].probability).toBe(0.5);
  });

  it("makes rows of classes, clusters and channels", () => {
    expect(predictionRows(answer([3, 0.5]), answer([3, 0.75]))[1]).toEqual([1, 3, "class 3", 0.5, 0.75, -0.25]);
    expect(clusterRows([null, column(1)])).toEqual([
      clusterRows([])[0],
      [1, "layer 1", 1, 1, 2, 0, 1, 0.25, 1],
      [1, "layer 1", 1, 1, 2, 1, 1, 0.5, null],
    ]);
    expect(entropyRows([column(0)]).slice(1)).toEqual([
      [0, "layer 0", 0, 0.5, 1],
      [0, "layer 0", 1, 0.25, 0],
    ]);
  });
});

describe("layers shown", () => {
  const layer = (name: string, kind: string, shown: boolean): Layer => ({
    name,
    kind,
    shown,
    output: name,
    height: 1,
    width: 1,
    channels: 1,
    stage: 0,
  });
  const layers = [layer("a", "convolution", true), layer("b", "convolution", false), layer("c", "merge", true)];

  it("are chosen by kind or name, in the order data flows, and never none", () => {
    const names = (...chosen: Parameters<typeof chosenLayers>) => chosenLayers(...chosen).map(({ name }) => name);
    expect(names(layers, null)).toEqual(["a", "c"]);
    expect(names(layers, "convolutions")).toEqual(["a", "b"]);
    expect(names(layers, "all")).toEqual(["a", "b", "c"]);
    expect(names(layers, ["c", "b"])).toEqual(["b", "c"]);
    expect(names(layers, ["of another network"])).toEqual(["a", "c"]);
  });

  it("are written as shortly as they can be", () => {
    expect(choiceOf(layers, new Set(["a", "c"]))).toBeNull();
    expect(choiceOf(layers, new Set(["a", "b"]))).toBe("convolutions");
    expect(choiceOf(layers, new Set(["a", "b", "c"]))).toBe("all");
    expect(choiceOf(layers, new Set(["c", "b"]))).toEqual(["b", "c"]);
  });

  it("come back from the address", () => {
    for (const choice of ["all", "convolutions", ["a", "b"]] as const) {
      expect(parseLayers(formatLayers(choice) ?? "?")).toEqual(choice);
    }
    expect(formatLayers(null)).toBeNull();
    expect(parseLayers("a,,b")).toBeUndefined();
  });
});

describe("feature maps", () => {
  it("are sorted by channel, or by entropy with equal ones by channel", () => {
    const maps = [
      { channel: 4, entropy: 0.5, map: TENSOR },
      { channel: 1, entropy: 0.5, map: TENSOR },
      { channel: 2, entropy: 0.9, map: TENSOR },
    ];
    expect(sortMaps(maps, "channel").map(({ channel }) => channel)).toEqual([1, 2, 4]);
    expect(sortMaps(maps, "entropy").map(({ channel }) => channel)).toEqual([2, 1, 4]);
  });

  it("show values with four digits that count", () => {
    expect([0, 1.23456, -0.0123456, 123456, Number.NaN].map(valueText)).toEqual([
      "0",
      "1.235",
      "−0.01235",
      "1.23e+5",
      "–",
    ]);
  });
});

it("draws a small picture from the middle of what each pixel stands for", () => {
  const lookup = Uint8Array.from({ length: 1024 }, (_, at) => (at % 4 === 3 ? 255 : at >> 2));
  const data = Uint8Array.from({ length: 36 }, (_, at) => at);
  const map: Tensor = { shape: [6, 6], dtype: "u1", scale: 1, offset: 0, data };
  const reds = (side: number) => [...smallPicture(map, lookup, side).data].filter((_, at) => at % 4 === 0);
  expect(reds(6)).toEqual([...data]);
  expect(reds(2)).toEqual([7, 10, 25, 28]);
  expect(reds(1)).toEqual([21]);
  expect(smallPicture({ ...map, shape: [1, 1] }, lookup, 2).data).toHaveLength(16);
});
