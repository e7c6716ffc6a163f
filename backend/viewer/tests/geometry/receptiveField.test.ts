import { describe, expect, test } from "vitest";
import { pixelRegion, type Region, receptiveField } from "../../src/geometry/receptiveField.ts";
import type { Stage, Step } from "../../src/protocol/messages.ts";
import { guideBlocks } from "./guide.ts";
import { structureSession } from "./session.ts";

function numbers(region: Region | null | undefined): number[] | null {
  return region ? [region.top, region.left, region.bottom, region.right] : null;
}

describe("the guide's worked examples", () => {
  const [stages = []] = guideBlocks<Stage[]>("stages");
  const examples = guideBlocks<Record<string, number[]>>("regions");
  const starts: [stage: number, row: number, column: number][] = [
    [3, 3, 0],
    [4, 0, 0],
  ];

  test("there are two", () => expect(examples).toHaveLength(starts.length));

  test.each(starts.map((start, i) => [...start, examples[i]] as const))(
    "stage %i, pixel (%i, %i)",
    (stage, row, column, expected) => {
      const found = receptiveField(stages, stage, pixelRegion(row, column));
      found.forEach((region, index) => {
        expect(numbers(region)).toEqual(expected?.[index] ?? null);
      });
    },
  );
});

/** The smallest box around all positions of each stage that a pixel reads, found position by position. */
function bruteForce(stages: Stage[], stage: number, row: number, column: number): (number[] | null)[] {
  const read = stages.map(() => new Set<string>());
  read[stage]?.add(`${row},${column}`);
  for (let reader = stage; reader > 0; reader--) {
    for (const position of read[reader] ?? []) {
      const [r = 0, c = 0] = position.split(",").map(Number);
      for (const edge of stages[reader]?.edges ?? []) {
        const source = stages[edge.source];
        if (!source) continue;
        const rows = edge.whole || !edge.rows ? all(source.height) : taps(r, edge.rows, source.height);
        const columns = edge.whole || !edge.columns ? all(source.width) : taps(c, edge.columns, source.width);
        for (const y of rows) for (const x of columns) read[edge.source]?.add(`${y},${x}`);
      }
    }
  }
  return read.map((positions) => {
    if (positions.size === 0) return null;
    const pairs = [...positions].map((position) => position.split(",").map(Number));
    const [ys, xs] = [pairs.map(([y = 0]) => y), pairs.map(([, x = 0]) => x)];
    const least = (list: number[]) => list.reduce((a, b) => Math.min(a, b));
    const most = (list: number[]) => list.reduce((a, b) => Math.max(a, b));
    return [least(ys), least(xs), most(ys), most(xs)];
  });
}

function all(count: number): number[] {
  return Array.from({ length: count }, (_, i) => i);
}

function taps(position: number, step: Step, count: number): number[] {
  return all(step.kernel)
    .map((tap) => position * step.stride - step.padding + tap * step.dilation)
    .filter((source) => source >= 0 && source < count);
}

describe("the default network", () => {
  const { network } = structureSession();
  const { stages } = network;
  const layer = (name: string) => {
    const found = network.layers.find((each) => each.name === name);
    if (!found) throw new Error(`The recorded network has no layer ${name}.`);
    return found;
  };

  test.each([
    ["stem_conv", 0, 0],
    ["stem_conv", 111, 57],
    ["block1a_project_conv", 40, 50],
    ["block2b_add", 55, 0],
    ["block3b_add", 13, 27],
    ["block4a_project_conv", 7, 3],
  ] as const)("%s, pixel (%i, %i) reads what it reads position by position", (name, row, column) => {
    const { stage } = layer(name);
    const found = receptiveField(stages, stage, pixelRegion(row, column)).map(numbers);
    expect(found).toEqual(bruteForce(stages, stage, row, column));
  });

  test("the field of the stem is its kernel", () => {
    const [input] = receptiveField(stages, layer("stem_conv").stage, pixelRegion(10, 20));
    expect(numbers(input)).toEqual([20, 40, 22, 42]);
  });

  test("the last layer sees the whole input from its middle", () => {
    const [input] = receptiveField(stages, layer("head_conv").stage, pixelRegion(3, 3));
    expect(numbers(input)).toEqual([0, 0, 223, 223]);
  });

  test("no field leaves its stage, and later stages have none", () => {
    for (const { stage, height, width } of network.layers) {
      receptiveField(stages, stage, pixelRegion(height - 1, width - 1)).forEach((region, index) => {
        if (index > stage) expect(region).toBeNull();
        if (!region) return;
        expect(region.top).toBeGreaterThanOrEqual(0);
        expect(region.left).toBeGreaterThanOrEqual(0);
        expect(region.bottom).toBeLessThan(stages[index]?.height ?? 0);
        expect(region.right).toBeLessThan(stages[index]?.width ?? 0);
      });
    }
  });
});

describe("what an edge can be", () => {
  const input: Stage = { name: "input", height: 10, width: 10, edges: [] };
  const one = (step: Step): Stage[] => [
    input,
    { name: "conv", height: 10, width: 10, edges: [{ source: 0, whole: false, rows: step, columns: step }] },
  ];

  test("dilated", () => {
    const found = receptiveField(one({ kernel: 3, stride: 1, padding: 2, dilation: 2 }), 1, pixelRegion(5, 5));
    expect(numbers(found[0])).toEqual([3, 3, 7, 7]);
  });

  test("cropped", () => {
    const found = receptiveField(one({ kernel: 1, stride: 1, padding: -3, dilation: 1 }), 1, pixelRegion(2, 0));
    expect(numbers(found[0])).toEqual([5, 3, 5, 3]);
  });

  test("nothing but padding", () => {
    const found = receptiveField(one({ kernel: 1, stride: 1, padding: 1, dilation: 1 }), 1, pixelRegion(0, 4));
    expect(found[0]).toBeNull();
  });
});
