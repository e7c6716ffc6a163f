import { beforeEach, describe, expect, it } from "vitest";
import type { LayersRequest } from "../../../src/protocol/messages";
import type { Asking } from "../../../src/state/ask";
import { Ablation } from "../../../src/structure/ablation/ablation";
import { Answers } from "../../../src/structure/answers/answers";
import type { SendLayers } from "../../../src/structure/answers/live";
import { Display } from "../../../src/structure/display/display";
import { Masks } from "../../../src/structure/masks/masks";
import { columnOf, predictionsOf, subjectOf } from "../samples";

describe("the result", () => {
  let answers: Answers;
  let arrive: NonNullable<Asking<"layers">["onPart"]>;
  const body = (image: string, layers: string[] | null = null, clusters = 3): LayersRequest => ({
    image_id: image,
    network_id: "n",
    masks: [],
    clusters,
    layers,
  });

  beforeEach(() => {
    const subject = subjectOf("a", "n");
    const send: SendLayers = (_body, asking) => {
      arrive = asking.onPart;
      return new Promise(() => {});
    };
    answers = new Answers("structure", subject, new Display(subject), new Masks(subject), new Ablation(subject), send);
  });

  it("keeps the columns of the answer before until each has come anew", () => {
    answers.want(body("a"));
    arrive({ kind: "layer", content: columnOf(0) });
    arrive({ kind: "layer", content: columnOf(1) });
    answers.want(body("a", null, 5));
    expect(answers.pending.value).toBe(true);
    expect(answers.columns.value.map((shown) => shown?.layer)).toEqual(["layer 0", "layer 1"]);
    const newer = columnOf(0);
    arrive({ kind: "layer", content: newer });
    expect(answers.columns.value[0]).toBe(newer);
    expect(answers.status.value).toMatchObject({ state: "running", arrived: 1 });
  });

  it("says that the classes are of an older request until the new ones are here", () => {
    answers.want(body("a"));
    arrive({ kind: "predictions", content: predictionsOf([1, 1]) });
    expect(answers.awaited.value).toBe(false);
    answers.want(body("a", null, 5));
    expect(answers.awaited.value).toBe(true);
    arrive({ kind: "predictions", content: predictionsOf([1, 1]) });
    expect(answers.awaited.value).toBe(false);
  });

  it("of another network takes the place of what is shown without a gap, where a view says that they are kin", () => {
    answers.kinOf = ({ image_id }) => image_id;
    answers.want(body("a"));
    arrive({ kind: "predictions", content: predictionsOf([1, 1]) });
    arrive({ kind: "layer", content: columnOf(0) });
    answers.want({ ...body("a"), network_id: "n@2" });
    expect(answers.columns.value).toHaveLength(1);
    expect(answers.predictions.value).not.toBeNull();
    expect(answers.awaited.value).toBe(true);
    answers.want({ ...body("b"), network_id: "n@2" });
    expect(answers.columns.value).toEqual([]);
    expect(answers.predictions.value).toBeNull();
  });

  it("never shows one image's columns or classes for another", () => {
    answers.want(body("a"));
    arrive({ kind: "predictions", content: predictionsOf([1, 1]) });
    arrive({ kind: "layer", content: columnOf(0) });
    answers.want(body("b"));
    expect(answers.columns.value).toEqual([]);
    expect(answers.predictions.value).toBeNull();
  });

  it("drops the columns of other layers and keeps the classes", () => {
    answers.want(body("a"));
    arrive({ kind: "predictions", content: predictionsOf([1, 1]) });
    arrive({ kind: "layer", content: columnOf(0) });
    answers.want(body("a", ["x"]));
    expect(answers.columns.value).toEqual([]);
    expect(answers.predictions.value).not.toBeNull();
  });
});
