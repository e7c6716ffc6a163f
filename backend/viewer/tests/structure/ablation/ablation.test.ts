// @vitest-environment happy-dom
import { describe, expect, it, vi } from "vitest";
import { Ablation } from "../../../src/structure/ablation/ablation";
import { countsWords } from "../../../src/structure/ablation/ablationWords";
import { Masks } from "../../../src/structure/masks/masks";
import { offText } from "../../../src/structure/scene/switchedOff";
import { bindToAddress } from "../../../src/structure/session/bindToAddress";
import { redoFirst, undoLast } from "../../../src/structure/session/steps";
import { createStructureSession } from "../../../src/structure/session/structureSession";
import { heard } from "../../state/heard";
import { subjectOf } from "../samples";

const RECTANGLE = { kind: "rectangle", top: 1, left: 2, height: 30, width: 40 } as const;
const made = () => new Ablation(subjectOf("cat", "n"));
const off = (ablation: Ablation) => [...ablation.off.value];

describe("switching off", () => {
  it("asks for what is off, and for nothing where all is on", () => {
    const ablation = made();
    expect(ablation.asked.value).toEqual({});
    ablation.set("conv", [4, 2], true);
    ablation.replaceBy("zero");
    expect(ablation.asked.value).toEqual({ ablated: [{ layer: "conv", channels: [2, 4] }], replacement: "zero" });
    ablation.toggle("conv", [2, 3, 4]);
    expect(off(ablation)).toEqual([["conv", [2, 3, 4]]]);
    ablation.toggle("conv", [2, 3, 4]);
    expect(ablation.asked.value).toEqual({});
  });

  it("goes back and forth, and is told each time by what is switched", () => {
    const all = heard();
    const ablation = made();
    ablation.set("conv", [1], true);
    ablation.set("conv", [1], true);
    ablation.set("pool", [0, 5], true);
    ablation.undo();
    ablation.redo();
    ablation.allOn();
    ablation.allOn();
    expect(all).toEqual([
      ["maps_switched", { layer: "conv", channels: [1], to: "off", reason: "hand" }],
      ["maps_switched", { layer: "pool", channels: [0, 5], to: "off", reason: "hand" }],
      ["maps_switched", { layer: "pool", channels: [0, 5], to: "on", reason: "undo" }],
      ["maps_switched", { layer: "pool", channels: [0, 5], to: "off", reason: "redo" }],
      ["maps_switched", { layer: "conv", channels: [1], to: "on", reason: "all_on" }],
      ["maps_switched", { layer: "pool", channels: [0, 5], to: "on", reason: "all_on" }],
    ]);
  });

  it("of more layers than a request may name is refused", () => {
    const ablation = made();
    for (let layer = 0; layer < 70; layer++) ablation.set(`layer ${layer}`, [0], true);
    expect(ablation.off.value.size).toBe(64);
  });

  it("and masks are undone and done again in the order in which they were done", () => {
    const [masks, ablation] = [new Masks(subjectOf("cat", "n")), made()];
    const steps = { masks, ablation };
    const state = () => [masks.all.value.length, ablation.off.value.size];
    ablation.set("a", [0], true);
    masks.add(RECTANGLE);
    ablation.set("b", [0], true);
    const seen = [state()];
    for (let step = 0; step < 4; step++) {
      undoLast(steps);
      seen.push(state());
    }
    expect(seen).toEqual([
      [1, 2],
      [1, 1],
      [0, 1],
      [0, 0],
      [0, 0],
    ]);
    for (const expected of [
      [0, 1],
      [1, 1],
      [1, 2],
      [1, 2],
    ]) {
      redoFirst(steps);
      expect(state()).toEqual(expected);
    }
  });

  it("is in the address, and comes back from it", () => {
    vi.useFakeTimers();
    history.replaceState(null, "", "#/structure?off=conv:1.4&off_by=zero");
    dispatchEvent(new HashChangeEvent("hashchange"));
    const session = createStructureSession("structure", subjectOf("image", "network"));
    const release = bindToAddress(session);
    expect(off(session.ablation)).toEqual([["conv", [1, 4]]]);
    expect(session.ablation.replacement.value).toBe("zero");
    session.ablation.set("conv", [4], false);
    session.ablation.replaceBy("mean");
    vi.advanceTimersByTime(200);
    expect(location.hash).toBe("#/structure?off=conv:1");
    session.ablation.allOn();
    vi.advanceTimersByTime(200);
    expect(location.hash).toBe("#/structure");
    release();
    vi.useRealTimers();
  });

  it("is said in words", () => {
    expect(countsWords({ clusters: 2, maps: 3 })).toBe("2 clusters and 3 maps are switched off");
    expect(countsWords({ clusters: 1, maps: 0 })).toBe("1 cluster is switched off");
    expect(countsWords({ clusters: 0, maps: 1 })).toBe("1 map is switched off");
    expect([offText(0, 4), offText(3, 4), offText(4, 4)]).toEqual(["", "3 off", "off"]);
  });
});
