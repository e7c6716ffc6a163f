import { describe, expect, it } from "vitest";
import { messageToJson } from "../../../src/state/download";
import { clusterRows, entropyRows, layersMessage, predictionRows } from "../../../src/structure/export/exportData";
import { columnOf, predictionsOf } from "../samples";

describe("export", () => {
  it("writes bytes as base64, as the server does", () => {
    const message = JSON.parse(messageToJson(layersMessage(predictionsOf([1, 0.5]), [null, columnOf(1)])));
    expect(message.layers.length).toBe(1);
    expect(message.layers[0].clusters[0].representative.data).toBe("Bw==");
    expect(message.predictions.classes[0].probability).toBe(0.5);
  });

  it("makes rows of classes, clusters and channels", () => {
    expect(predictionRows(predictionsOf([3, 0.5]), predictionsOf([3, 0.75]))[1]).toEqual([
      1,
      3,
      "class 3",
      0.5,
      0.75,
      -0.25,
    ]);
    expect(clusterRows([null, columnOf(1)])).toEqual([
      clusterRows([])[0],
      [1, "layer 1", 1, 1, 2, 0, 1, 0.25, 1],
      [1, "layer 1", 1, 1, 2, 1, 1, 0.5, null],
    ]);
    expect(entropyRows([columnOf(0)]).slice(1)).toEqual([
      [0, "layer 0", 0, 0.5, 1],
      [0, "layer 0", 1, 0.25, 0],
    ]);
  });
});
