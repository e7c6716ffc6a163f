import { readFileSync } from "node:fs";
import { test } from "vitest";
import type { Area, Framing, Layer, Mask, Pool, PoolImage, Predictions, Tensor } from "../../src/protocol/messages.ts";
import { ALIGNMENT, alignedLayers, type Flow, resolutionWords } from "../../src/sideBySide/alignment.ts";
import { classesBeside, labelSets, type Said, sharedClasses } from "../../src/sideBySide/answersBeside.ts";
import { correlationWords } from "../../src/sideBySide/copies/correlationWords.ts";
import { pairedMaps } from "../../src/sideBySide/copies/pairedMaps.ts";
import {
  byFall,
  byOutcome,
  fragility,
  OUTCOMES,
  pairedCopies,
  tellingOutcome,
} from "../../src/sideBySide/copies/pairs.ts";
import { rankCorrelation } from "../../src/sideBySide/copies/rankCorrelation.ts";
import { maskAt, photoArea, regionAt, type Seen } from "../../src/sideBySide/place.ts";
import { placed } from "../../src/structure/masks/mask.ts";
import { masksToText } from "../../src/structure/masks/maskText.ts";
import { between, randomMask, randomNumbers } from "../structure/random.ts";
import { layerOf } from "../structure/samples.ts";
import { expectShared } from "./shared.ts";

type CatalogLayer = [name: string, kind: string, height: number, width: number, shown: boolean];
type Catalog = Record<string, { input: [height: number, width: number]; layers: CatalogLayer[] }>;

/** Layers of real networks; `python -m tests.unity.catalog_layers` writes them. */
const CATALOG = JSON.parse(
  readFileSync(new URL("../../../../tests/clients/catalog_layers.json", import.meta.url), "utf8"),
) as Catalog;

/** A photo of 300 × 451 pixels as networks see it: cropped, squashed, padded, in inputs that are square or not. */
const SEEN: readonly Omit<Seen, "map">[] = [
  seen(24, 24, area(0, 75.5, 300, 300), area(0, 0, 24, 24)),
  seen(26, 26, area(0, 75.5, 300, 300), area(0, 0, 26, 26)),
  seen(31, 24, area(0, 0, 300, 451), area(0, 0, 31, 24)),
  seen(32, 32, area(0, 0, 300, 451), area(5, 0, 21, 32)),
  seen(24, 24, area(0, 151, 300, 300), area(0, 0, 24, 24)),
];

test("two networks", async () => {
  await expectShared("side_by_side", {
    rule: ALIGNMENT,
    resolutions: [-2, 0, 1, 5, null].map((halvings) => [halvings, resolutionWords(halvings)]),
    catalog: [
      ["efficientnet-lite0", "efficientnet-lite1", "shown"],
      ["efficientnet-lite1", "efficientnet-lite0", "all"],
      ["vgg16", "efficientnet-lite1", "shown"],
    ].map(([one = "", two = "", which = ""]) => ({
      one,
      two,
      which,
      aligned: named(flowOf(one, which), flowOf(two, which)),
    })),
    made: MADE.map(([one, two]) => ({ one: written(one), two: written(two), aligned: named(one, two) })),
    seen: SEEN.map(({ framing, input }) => [framing.photo, framing.input, input].map(numbers)),
    places: rounds(201, 60, (random) => {
      const [from, to] = [between(random, 0, SEEN.length - 1), between(random, 0, SEEN.length - 1)];
      const [here, there] = [between(random, 1, 16), between(random, 1, 16)];
      const [top, left] = [between(random, 0, here - 1), between(random, 0, here - 1)];
      const region = { top, left, bottom: between(random, top, here - 1), right: between(random, left, here - 1) };
      const part = photoArea(region, { ...seenAs(from), map: { height: here, width: here } });
      const found = regionAt(part, { ...seenAs(to), map: { height: there, width: there } });
      const corners = [region, found].map((each) => each && [each.top, each.left, each.bottom, each.right]);
      return [from, here, corners[0], numbers(part), to, there, corners[1]];
    }),
    masks: rounds(202, 80, (random) => {
      const [from, to] = [between(random, 0, SEEN.length - 1), between(random, 0, SEEN.length - 1)];
      const mask = randomMask(random, seenAs(from).input);
      return [from, text(mask), to, text(maskAt(mask, seenAs(from), seenAs(to)))];
    }),
    pools: rounds(203, 12, (random) => {
      const [one, two] = [randomPool(random), randomPool(random)];
      const pairs = pairedCopies(one, two);
      const outcomes = byOutcome(pairs);
      const indexes = (list: typeof pairs) => list.map((pair) => [pair.one.index, pair.two.index]);
      return {
        one: poolText(one),
        two: poolText(two),
        pairs: indexes(pairs),
        outcomes: OUTCOMES.map((outcome) => indexes(byFall(outcomes[outcome], outcome, one, two))),
        telling: tellingOutcome(outcomes),
        fragility: [fragility(one), fragility(two)].map(({ changed, smallest }) => [changed, smallest]),
      };
    }),
    maps: rounds(204, 8, (random) => {
      const [here, there] = [between(random, 0, SEEN.length - 1), between(random, 0, SEEN.length - 1)];
      const [one, two] = [randomMap(random, seenAs(here)), randomMap(random, seenAs(there))];
      const found = pairedMaps(mapPool(one, seenAs(here)), mapPool(two, seenAs(there)));
      return {
        one: [here, [...one.data]],
        two: [there, [...two.data]],
        size: found && [found.height, found.width],
        limit: found?.limit ?? null,
        correlation: found?.correlation ?? null,
        some:
          found && [0, 1000, 20000, found.one.length - 1].map((pixel) => [pixel, found.one[pixel], found.two[pixel]]),
      };
    }),
    correlations: rounds(205, 12, (random) => {
      const [one, two] = [0, 1].map(() => Array.from({ length: 9 }, () => between(random, 0, 6)));
      return [one, two, rankCorrelation(one ?? [], two ?? [])];
    }),
    correlationWords: [0.93, 0.5, -0.284, -0.6, null].map((value) => [value, correlationWords(value)]),
    answers: ANSWERS.map(({ one, two, names }) => {
      const labels = labelSets(names[0], names[1]);
      const [here, there] = [predictions(one), predictions(two)];
      const rows = classesBeside(here, there, labels, [new Set(names[0]), new Set(names[1])]);
      return {
        one,
        two,
        names,
        labels,
        shared: sharedClasses(here, there, labels),
        rows: rows.map((row) => [row.label.name, said(row.one), said(row.two)]),
      };
    }),
  });
});

/** Networks that are thought of: units, an input that is not square, layers larger than the input. */
const MADE: readonly (readonly [Flow, Flow])[] = [
  [made(64, 64, [32, 32], [4, 4]), made(64, 64, [32, 32], [32, 32], [8, 8])],
  [made(64, 64, [16, 16], [16, 16], [16, 16]), made(260, 260, [65, 65], [65, 65], [65, 65], [65, 65], [65, 65])],
  [made(100, 400, [50, 50], [100, 400], [200, 800]), made(64, 64, [64, 32], [32, 32], [32, 16])],
  [made(28, 28, [28, 28], [14, 14], [0, 128]), made(32, 32, [16, 16], [0, 64], [0, 10])],
];

type Score = [index: number, name: string, probability: number];

const ANSWERS: readonly { one: Score[]; two: Score[]; names: [string[], string[]] }[] = [
  {
    one: [
      [0, "cat", 0.6],
      [1, "dog", 0.3],
      [2, "fox", 0.05],
      [4, "owl", 0.02],
      [5, "pig", 0.01],
      [3, "hen", 0.005],
    ],
    two: [
      [1, "dog", 0.7],
      [3, "hen", 0.2],
      [0, "cat", 0.05],
    ],
    names: [
      ["cat", "dog", "fox", "hen", "owl", "pig"],
      ["cat", "dog", "fox", "hen", "owl", "pig"],
    ],
  },
  {
    one: [
      [0, "cat", 0.6],
      [1, "dog", 0.3],
      [2, "fox", 0.1],
    ],
    two: [
      [1, "cat", 0.5],
      [0, "pig", 0.4],
      [2, "ant", 0.1],
    ],
    names: [
      ["cat", "dog", "fox"],
      ["pig", "cat", "ant", "dog"],
    ],
  },
];

function flowOf(network: string, which: string): Flow {
  const { input, layers } = CATALOG[network] ?? { input: [0, 0], layers: [] };
  const chosen = layers.filter(([, , , , shown]) => shown || which === "all");
  return {
    input: { height: input[0], width: input[1] },
    layers: chosen.map(([name, kind, height, width]) => ({ ...layerOf(name, kind), height, width })),
  };
}

/** Layers of these rows and columns; of no rows units. */
function made(height: number, width: number, ...sizes: [number, number][]): Flow {
  const layers = sizes.map(([rows, columns], place): Layer => {
    const layer = layerOf(`${place}`, rows === 0 ? "dense" : "convolution");
    return { ...layer, height: rows || 8, width: rows ? columns : columns / 8 };
  });
  return { input: { height, width }, layers };
}

function written({ input, layers }: Flow) {
  return { input: [input.height, input.width], layers: layers.map(({ kind, height, width }) => [kind, height, width]) };
}

function named(one: Flow, two: Flow) {
  return alignedLayers(one, two).map(({ halvings, pairs }) => [
    halvings,
    pairs.map((pair) => [pair.one?.name ?? null, pair.two?.name ?? null]),
  ]);
}

function area(top: number, left: number, height: number, width: number): Area {
  return { top, left, height, width };
}

function seen(height: number, width: number, photo: Area, input: Area): Omit<Seen, "map"> {
  const framing: Framing = { fit: "crop", crop_at: 0.5, photo, input };
  return { framing, input: { height, width } };
}

function seenAs(place: number): Omit<Seen, "map"> {
  return SEEN[place] as Omit<Seen, "map">;
}

function numbers(of: { top?: number; left?: number; height: number; width: number }): number[] {
  return [of.top ?? 0, of.left ?? 0, of.height, of.width];
}

function text(mask: Mask | null): string | null {
  return mask && masksToText([placed(mask)]).text;
}

function rounds<T>(seed: number, count: number, make: (random: () => number) => T): T[] {
  const random = randomNumbers(seed);
  return Array.from({ length: count }, () => make(random));
}

function predictions(scores: readonly Score[]): Predictions {
  const classes = scores.map(([index, name, probability]) => ({ label: { index, name, meaning: "" }, probability }));
  return { classes, masks: [] } as unknown as Predictions;
}

function said(of: Said | null) {
  return of && [of.probability, of.rank];
}

/** Copies of two windows, each at places of its own stride; some change the answer. */
function randomPool(random: () => number): Pool {
  const place = between(random, 0, SEEN.length - 1);
  const { framing, input } = seenAs(place);
  const windows = [4, 8].map((size) => ({ size, stride: size / 2 }));
  const images = Array.from({ length: between(random, 10, 40) }, (_, index) => {
    const window = between(random, 0, 1);
    const { size = 4, stride = 2 } = windows[window] ?? {};
    const [rows, columns] = [input.height, input.width].map((side) => Math.floor((side - size) / stride));
    const [top, left] = [stride * between(random, 0, rows ?? 0), stride * between(random, 0, columns ?? 0)];
    const mask = { kind: "rectangle", top, left, height: size, width: size } as const;
    return { index, window, mask, kept: random() < 0.5, original_probability: between(random, 0, 50) / 100 };
  });
  return {
    place,
    windows,
    images: images as unknown as PoolImage[],
    framing,
    examined: { probability: 0.6 },
  } as unknown as Pool;
}

function poolText(pool: Pool) {
  const images = pool.images.map(({ window, mask, kept, original_probability }) => [
    window,
    mask.top,
    mask.left,
    mask.height,
    kept,
    original_probability,
  ]);
  return { seen: (pool as unknown as { place: number }).place, images };
}

function randomMap(random: () => number, { input }: Omit<Seen, "map">): Tensor {
  const data = Uint8Array.from({ length: input.height * input.width }, () => between(random, 0, 255));
  return { shape: [input.height, input.width], dtype: "u1", scale: 0.002, offset: -0.1, data };
}

function mapPool(importance: Tensor, { framing }: Omit<Seen, "map">): Pool {
  return { importance, framing } as unknown as Pool;
}
