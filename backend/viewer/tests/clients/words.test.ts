import { test } from "vitest";
import { COLOUR_MAPS, lookupTable } from "../../src/geometry/colourMap.ts";
import { points, signed } from "../../src/pool/images/facts.ts";
import { overlay } from "../../src/pool/importance/importance.ts";
import { valueText } from "../../src/structure/pictures/mapPicture.ts";
import { percentage } from "../../src/structure/scene/captions.ts";
import { count, duration, percent } from "../../src/ui/words.ts";
import { expectShared } from "./shared.ts";

const SHARES = [0, 0.0004, 0.001, 0.0362, 0.0994, 0.0996, 0.391, 0.5, 0.98765, 0.99912, 0.9995, 1];
const CHANGES = [0, 0.0001, -0.0001, 0.0123, -0.4, 0.87654, -1, 3.21];
const VALUES = [
  ...[0, 1, -1, 0.5, 12.3456, -123.456, 1234.56, 9999.4, 9999.6, 12345.6, 99999.4, 123456, -2.5e7],
  ...[0.01234, 0.00012345, 0.00009876, -3e-9, 0.99996, 999.96],
];

test("words and colours", async () => {
  await expectShared("words", {
    percent: SHARES.map((share) => [share, percent(share)]),
    percentage: SHARES.map((share) => [share, percentage(share)]),
    signed: CHANGES.map((change) => [change, signed(change)]),
    points: CHANGES.map((change) => [change, points(change)]),
    value: VALUES.map((value) => [String(value), valueText(value)]),
    count: [0, 1, 2, 1234567].map((number) => [number, count(number, "map")]),
    duration: [0.2, 1, 7.3, 59.5, 60, 61, 125, 3600].map((seconds) => [seconds, duration(seconds)]),
    colourMaps: COLOUR_MAPS.map(({ name, stops }) => [name, hex(lookupTable(stops))]),
    overlays: [0, 90, 218, 255].flatMap((grey) =>
      [-1.5, -1, -0.3, 0, 0.01, 0.6, 1].map((share) => [grey, share, ...overlay(grey, share)]),
    ),
  });
});

function hex(bytes: Uint8Array): string {
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
