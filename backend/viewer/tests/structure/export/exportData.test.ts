import { describe, expect, it } from "vitest";
import { messageToJson } from "../../../src/state/download";
import { clusterRows, layersMessage, predictionRows, scoreRows } from "../../../src/structure/export/exportData";
import { activeColumnOf, columnOf, predictionsOf } from "../samples";

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
    expect(clusterRows([null, columnOf(1)], "entropy")).toEqual([
      ["position", "layer", "height", "width", "channels", "cluster"].concat(
        "groups",
        "cluster_channels",
        "mean_entropy",
        "explained_variance",
      ),
      [1, "layer 1", 1, 1, 2, 0, "own", 1, 0.25, 1],
      [1, "layer 1", 1, 1, 2, 1, "own", 1, 0.5, null],
    ]);
    expect(scoreRows([columnOf(0)], "entropy")).toEqual([
      ["position", "layer", "channel", "entropy", "cluster"],
      [0, "layer 0", 0, 0.5, 1],
      [0, "layer 0", 1, 0.25, 0],
    ]);
  });

  it("names the criterion in its columns, and leaves out what is still clustered by another", () => {
    const columns = [columnOf(0), activeColumnOf(1)];
    const [header, ...clusters] = clusterRows(columns, "mean_activation");
    expect(header).toContain("mean_activation");
    expect(header?.join()).not.toContain("entropy");
    expect(clusters.map((row) => [row[0], row[8]])).toEqual([
      [1, -10],
      [1, -11],
    ]);
    expect(scoreRows(columns, "mean_activation")).toEqual([
      ["position", "layer", "channel", "mean_activation", "cluster"],
      [1, "layer 1", 0, -11, 1],
      [1, "layer 1", 1, -10, 0],
    ]);
  });
});
