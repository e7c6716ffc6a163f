import { expect, test } from "vitest";
import { factsOf, ordered, search, shortList } from "../../src/menu/networkOrder";
import type { NetworkSummary, WeightsStatus } from "../../src/protocol/messages";

function network(id: string, title: string, source: WeightsStatus["source"], isDefault = false): NetworkSummary {
  const weights = { available: source !== null, source, megabytes: 20, how_to_get: source ? null : `fetch ${id}` };
  const input = { input_height: 224, input_width: 240, input_channels: 3, fit: "crop" as const };
  const output = { kind: "exclusive" as const, decided: "The numbers are logits." };
  const known = { network_id: id, title, class_count: 1000, default: isDefault };
  return { ...known, ...input, weights, output, warnings: [] };
}

const VGG = network("vgg16", "VGG16", null);
const TINY = network("tiny", "Tiny", "random");
const LITE1 = network("lite1", "EfficientNet-Lite1", "package");
const LITE0 = network("lite0", "EfficientNet-Lite0", "package", true);
const RESNET = network("resnet50", "ResNet-50", "keras");
const DENSE = network("densenet", "DenseNet-121", "file");
const ALL = [VGG, TINY, LITE1, LITE0, RESNET, DENSE];

test("usable ones come first, the default at the head, random weights after those that know something", () => {
  expect(ordered(ALL)).toEqual([LITE0, LITE1, RESNET, DENSE, TINY, VGG]);
});

test("a default without weights comes before others without, and after those with", () => {
  const other = { ...VGG, default: true };
  expect(ordered([RESNET, { ...VGG, network_id: "vgg19" }, other]).map((one) => one.network_id)).toEqual([
    "resnet50",
    "vgg16",
    "vgg19",
  ]);
});

test("the short list is the first three that can be used", () => {
  expect(shortList(ALL, "lite0")).toEqual([LITE0, LITE1, RESNET]);
});

test("the chosen one is on the short list, wherever it stands", () => {
  expect(shortList(ALL, "densenet")).toEqual([LITE0, LITE1, DENSE]);
  expect(shortList(ALL, "vgg16")).toEqual([LITE0, LITE1, VGG]);
});

test("where nothing can be used, something is shown all the same", () => {
  expect(shortList([VGG], null)).toEqual([VGG]);
});

test("search goes by title, id and size, with or without hyphens", () => {
  expect(search(ALL, "resnet50")).toEqual([RESNET]);
  expect(search(ALL, "ResNet-50")).toEqual([RESNET]);
  expect(search(ALL, " LITE  efficient ")).toEqual([LITE0, LITE1]);
  expect(search(ALL, "nothing such")).toEqual([]);
});

test("facts are width by height", () => {
  expect(factsOf(VGG)).toBe("240 × 224 pixels, 1,000 classes");
});
