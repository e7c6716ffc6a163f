import { describe, expect, it } from "vitest";
import type { Ablations, ClusterAblation } from "../../../src/protocol/messages";
import {
  classesWithout,
  influenceIn,
  largestChange,
  mostCarrying,
  mostChanged,
} from "../../../src/structure/ablation/measuredInfluence";

const score = (index: number, probability: number) => ({
  label: { index, name: `class ${index}`, meaning: null },
  probability,
});
const ablation = (cluster: number, drops: number[], layers: Record<string, number[]> = {}): ClusterAblation => ({
  cluster,
  channels: [cluster],
  drops,
  answer: score(0, 0.1),
  layers: Object.entries(layers).map(([layer, changes]) => ({ layer, changes })),
});
const FIRST = ablation(0, [0.25, -0.5], { b: [0.1, 0.3], c: [2] });
const ABLATIONS: Ablations = {
  baseline: { classes: [score(7, 0.5), score(9, 0.25)] },
  layers: [
    { position: 0, layer: "a", clusters: [FIRST, ablation(1, [-0.1, 0], { b: [0.2, 0], c: [0] })] },
    { position: 1, layer: "b", clusters: [ablation(0, [0.4, 0], { c: [0.9] })] },
  ],
};

describe("what was measured", () => {
  it("is what the scene draws: changes by layer, the answer's as a share, and which carries most", () => {
    const found = influenceIn(ABLATIONS);
    const [first, second] = found.get("a") ?? [];
    expect(first).toMatchObject({ channels: [0], answerChange: 0.5, words: "answer −25.0", most: false });
    expect(first?.changes.get("b")).toEqual([0.1, 0.3]);
    expect(second?.words).toBe("answer +10.0");
    expect(found.get("b")?.[0]).toMatchObject({ words: "answer −40.0", most: true });
  });

  it("has a largest change between neighbours, whatever lies further behind", () => {
    expect(largestChange(ABLATIONS)).toBe(0.9);
    expect(largestChange({ ...ABLATIONS, layers: [] })).toBeNull();
  });

  it("tells the cluster without which the answer falls most, or none", () => {
    expect(mostCarrying(ABLATIONS)).toEqual({ layer: "b", cluster: 0, drop: 0.4 });
    const rising = { position: 0, layer: "a", clusters: [ablation(0, [-0.1])] };
    expect(mostCarrying({ ...ABLATIONS, layers: [rising] })).toBeNull();
  });

  it("tells of a cluster which classes change most, and which cluster behind it", () => {
    expect(classesWithout(ABLATIONS.baseline, FIRST, 1)).toEqual([{ score: score(9, 0.25), change: 0.5 }]);
    expect(mostChanged(FIRST)).toEqual({ layer: "c", cluster: 0, change: 2 });
    expect(mostChanged(ablation(0, [0]))).toBeNull();
  });
});
