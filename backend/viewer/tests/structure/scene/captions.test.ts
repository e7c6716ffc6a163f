import { expect, test } from "vitest";
import { panelY } from "../../../src/geometry/structureLayout.ts";
import type { Cluster } from "../../../src/protocol/messages.ts";
import {
  columnHeader,
  headerHeight,
  inputCaption,
  panelCaptions,
  percentage,
} from "../../../src/structure/scene/captions.ts";
import type { Criterion } from "../../../src/structure/scene/criterion.ts";
import { structureSession } from "../../geometry/session.ts";

const { network, layers } = structureSession();
const cluster = layers[0]?.clusters[0] as Cluster;
if (!cluster) throw new Error("The recorded session has no clusters.");

/** The lines above the first of so many panels that are alike. */
function captionOf(change: Partial<Cluster>, criterion: Criterion = "entropy", count = 3) {
  const clusters = Array.from({ length: count }, (_none, index) => ({ ...cluster, ...change, index }));
  const lines = panelCaptions(0, { criterion, clusters });
  return lines.slice(0, lines.length / count);
}

test("a caption holds maps, entropy and explained variance, in the free space above the panel", () => {
  const lines = captionOf({ mean_score: 0.8765, explained_variance: 0.4321 });
  expect(lines.map(({ text }) => text)).toEqual([`${cluster.channels.length} maps`, "entropy 0.88 · 43% explained"]);
  for (const { y, size } of lines) {
    expect(y).toBeGreaterThan(2.06 + 0.25);
    expect(y + size * 0.75).toBeLessThan(2.06 + 0.25 + 0.16);
  }
});

test("one map, and maps that are constant", () => {
  const lines = captionOf({ channels: [4], explained_variance: null, mean_score: 0 });
  expect(lines.map(({ text }) => text)).toEqual(["1 map", "entropy 0.00 · constant"]);
});

test("with another criterion a caption has its name and number, and all of them find room", () => {
  const change = { channels: [4, 5], mean_score: -0.021345, explained_variance: 0.4321 };
  const lines = captionOf(change, "mean_activation");
  expect(lines.map(({ text }) => text)).toEqual(["2 maps · 43% explained", "mean activation −0.0213"]);
  expect(captionOf(change, "mean_activation", 6).map(({ text }) => text)).toEqual(["2 maps · −0.0213"]);
  const usual = { ...change, mean_score: 0.021345 };
  expect(captionOf(usual, "entropy", 6).map(({ text }) => text)).toEqual(["2 maps · entropy 0.02"]);
});

test("a header says which output is shown where it has another name", () => {
  const [stem] = network.layers;
  if (!stem) throw new Error("The recorded network has no layers.");
  expect(columnHeader(0, stem, 3).map(({ text }) => text)).toEqual([
    "Stem",
    "stem_conv",
    "112 × 112 × 32 · after stem_relu",
  ]);
  expect(columnHeader(0, { ...stem, output: stem.name }, 3)[2]?.text).toBe("112 × 112 × 32");
});

test.each([1, 3, 6, 20])(
  "with %i clusters the lines of a header stand apart, below the room that views leave",
  (count) => {
    const [stem] = network.layers;
    if (!stem) throw new Error("The recorded network has no layers.");
    const lines = columnHeader(0, stem, count);
    for (const [place, { y, size }] of lines.entries()) {
      const above = lines[place - 1];
      const bottom = above ? above.y - above.size * 0.25 : panelY(0, count) + 0.25 + headerHeight(count);
      expect(y + size * 0.75).toBeLessThan(bottom);
    }
  },
);

test("a header begins with the name of a layer that has no title", () => {
  const [stem] = network.layers;
  if (!stem) throw new Error("The recorded network has no layers.");
  const lines = columnHeader(0, { ...stem, title: "" }, 3);
  expect(lines.map(({ text }) => text)).toEqual(["stem_conv", "112 × 112 × 32 · after stem_relu"]);
  expect(lines[0]).toMatchObject({ weight: 600, colour: "text" });
});

test("the input's caption says which are rows and which are columns, where it is not square", () => {
  expect(inputCaption({ height: 224, width: 224 }, 3)[1]?.text).toBe("224 × 224 pixels");
  expect(inputCaption({ height: 72, width: 160 }, 3)[1]?.text).toBe("72 rows × 160 columns");
});

test("a header says that a dense layer's pixels are units", () => {
  const [stem] = network.layers;
  if (!stem) throw new Error("The recorded network has no layers.");
  const dense = { ...stem, kind: "dense", output: stem.name, height: 8, width: 10, channels: 1 };
  expect(columnHeader(0, dense, 3)[2]?.text).toBe("80 units, one pixel each");
});

test.each([
  [0, "0.0%"],
  [0.0004, "<0.1%"],
  [0.0362, "3.6%"],
  [0.0996, "10%"],
  [0.391, "39%"],
  [1, "100%"],
])("%f reads %s", (share, text) => expect(percentage(share)).toBe(text));
