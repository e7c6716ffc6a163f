// @vitest-environment happy-dom
import { afterEach, expect, test } from "vitest";
import type { ComputationSource, ComputationStep, ComputationTerm } from "../../../src/protocol/messages.ts";
import { onTell, type Told } from "../../../src/state/tell.ts";
import { ANSWER, type AskedValue, Computed, valueRead } from "../../../src/structure/computed/computed.ts";
import { COMPUTED_TEXT } from "../../../src/structure/computed/computedAddress.ts";
import { firstOf, framesOf, isThere } from "../../../src/structure/computed/frames.ts";
import { checkText, placeText, shortText, stepTitle } from "../../../src/structure/computed/stepWords.ts";

const VALUE: AskedValue = { layer: "stem_conv", output: null, channel: 5, row: 40, column: 61 };
const BEHIND: AskedValue = { layer: null, output: "image", channel: 1, row: 81, column: 122 };
const SOURCE: ComputationSource = {
  operation: "image",
  layer: null,
  is_input: true,
  height: 224,
  width: 224,
  channels: 3,
};
const TERM: ComputationTerm = {
  source: 0,
  channel: 1,
  top: -2,
  left: 220,
  height: 3,
  width: 3,
  row_step: 2,
  column_step: 2,
  values: [0, 0, 0, 1, 2, 0, 3, 4, 0],
  weights: [1, 1, 1, 1, 1, 1, 1, 1, 1],
  factor: null,
  picked: null,
  total: 10,
};
const STEP: ComputationStep = {
  kind: "convolution",
  operation: "stem_conv",
  channel: 5,
  row: 40,
  column: 61,
  sentence: "",
  formula: "",
  sources: [SOURCE],
  terms: [TERM],
  term_count: 3,
  rest: 1,
  numbers: [],
  start: null,
  value: 11,
  own: 11.000001,
  difference: 1e-6,
  largest: 20,
};

const told: Told[] = [];
let stop = () => {};
afterEach(() => {
  stop();
  told.length = 0;
});

test("one goes deeper and comes back, and the log is told of what was opened", () => {
  stop = onTell((one) => told.push(one));
  const computed = new Computed();
  expect(computed.now.value).toBeNull();
  computed.open(VALUE);
  computed.deeper(BEHIND);
  expect(computed.now.value).toEqual(BEHIND);
  computed.back();
  expect(computed.now.value).toEqual(VALUE);
  computed.deeper(BEHIND);
  computed.deeper(VALUE);
  computed.back(0);
  expect(computed.trail.value).toEqual([VALUE]);
  computed.close();
  expect(computed.now.value).toBeNull();
  expect(told.map(({ kind }) => kind)).toEqual(Array(4).fill("computation_opened"));
  expect(told[0]?.content).toEqual({ layer: "stem_conv", channel: 5, row: 40, column: 61 });
  expect(told[1]?.content).toEqual({ layer: "image", channel: 1, row: 81, column: 122 });
});

test("the way to a value is written in the address and read again", () => {
  const text = COMPUTED_TEXT.format([VALUE, BEHIND]);
  expect(text).toBe("5.40.61.l.stem_conv~1.81.122.o.image");
  expect(COMPUTED_TEXT.parse(text ?? "")).toEqual([VALUE, BEHIND]);
  expect(COMPUTED_TEXT.format([])).toBeNull();
  const answer: AskedValue = { ...ANSWER, channel: 281 };
  expect(COMPUTED_TEXT.format([answer, VALUE])).toBe("281.0.0.a.answer~5.40.61.l.stem_conv");
  expect(COMPUTED_TEXT.parse("281.0.0.a.answer~5.40.61.l.stem_conv")).toEqual([answer, VALUE]);
  const long = Array<AskedValue>(20).fill(VALUE);
  expect(COMPUTED_TEXT.parse(COMPUTED_TEXT.format(long) ?? "")).toHaveLength(8);
});

test.each(["", "5.40.61.l.", "5.40.l.stem", "-1.0.0.l.stem", "1.2.3.x.stem", "1.2.3.l.stem~", "999999999.0.0.l.stem"])(
  "an address that cannot be read is left alone: %s",
  (text) => {
    expect(COMPUTED_TEXT.parse(text)).toBeUndefined();
  },
);

test("a number of a patch is a value of its source, unless it is padding", () => {
  expect(valueRead(SOURCE, TERM, 1, 1)).toEqual({ layer: null, output: "image", channel: 1, row: 0, column: 222 });
  expect(valueRead(SOURCE, TERM, 0, 0)).toBeNull();
  expect(valueRead(SOURCE, TERM, 1, 2)).toBeNull();
  const layer = { ...SOURCE, layer: "stem_conv", is_input: false };
  expect(valueRead(layer, TERM, 2, 0)).toEqual({ layer: "stem_conv", output: null, channel: 1, row: 2, column: 220 });
});

test("a step with a kernel is shown in four pictures, one of numbers alone in one", () => {
  const alone = { ...STEP, terms: [] };
  const pooled = { ...STEP, terms: [{ ...TERM, weights: null }] };
  const frames = framesOf([STEP, alone, pooled]);
  expect(frames.map(({ step, stage }) => `${step} ${stage}`)).toEqual([
    "0 values",
    "0 weights",
    "0 products",
    "0 result",
    "1 result",
    "2 values",
    "2 result",
  ]);
  expect(firstOf(frames, 2)).toBe(5);
  expect(firstOf(frames, 3)).toBe(0);
  expect(framesOf([STEP, { ...pooled, start: 3 }]).at(-1)?.stage).toBe("result");
  expect(framesOf([STEP, { ...pooled, start: 3 }])).toHaveLength(5);
  expect(isThere("weights", "products")).toBe(true);
  expect(isThere("products", "weights")).toBe(false);
});

test("numbers are short in a grid and tell their sign", () => {
  expect([0, 1.234, -0.237, 123.4, -0.001, 0.0049, 1e7].map(shortText)).toEqual([
    "0",
    "1.23",
    "−0.24",
    "123",
    "−0.00",
    "0.00",
    "1.00e+7",
  ]);
});

test("the check says what is rounding, what is more, and where there is nothing to compare", () => {
  expect(checkText(STEP)).toContain("rounding");
  expect(checkText({ ...STEP, difference: 0 })).toContain("just the same");
  expect(checkText({ ...STEP, difference: 0.5 })).toContain("more than rounding");
  expect(checkText({ ...STEP, own: null, difference: null })).toContain("no value of its own");
  expect(checkText({ ...STEP, kind: "unknown", difference: null })).toBe("The network’s own value is 11.000.");
  expect(stepTitle({ ...STEP, kind: "max_pooling" })).toBe("Max pooling");
  expect(placeText(VALUE)).toBe("stem_conv, channel 5, row 40, column 61");
  expect(placeText({ ...ANSWER, channel: 1 }, ["tabby", "lynx"])).toBe("probability of lynx");
  expect(placeText({ ...ANSWER, channel: 1 })).toBe("probability of class 1");
});
