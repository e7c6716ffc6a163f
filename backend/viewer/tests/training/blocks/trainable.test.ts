import { describe, expect, test } from "vitest";
import type { TrainingData, TrainingOffer } from "../../../src/protocol/messages";
import { trainableOf } from "../../../src/training/blocks/trainable";
import { runOf } from "../runs";

const digits: TrainingData = {
  data_id: "digits",
  name: "digits",
  kind: "digits",
  classes: ["0", "1", "2"],
  pictures: 100,
  start: "scratch",
  problem: null,
};
const OFFER: TrainingOffer = {
  data: [digits],
  starts: [],
  defaults: {
    epochs: 20,
    batch: 32,
    learning_rate: 0.001,
    validation_share: 0.2,
    seed: 0,
    max_epochs: 1000,
    max_batch: 256,
    max_seed: 9,
  },
  refused: null,
  max_runs: 1,
};

describe("a list can be trained", () => {
  test("on the pictures of its run, where the server offers them", () => {
    const found = trainableOf({ run: "digits" }, OFFER, [runOf()]);
    expect([found.data?.data_id, found.run?.name, found.refused]).toEqual(["digits", "digits", null]);
    const other = trainableOf({ run: "cats" }, OFFER, [runOf({ name: "cats", data: "cats", kind: "folder" })]);
    expect([other.data, other.refused]).toEqual([null, "This server does not offer the pictures of cats."]);
    expect(other.command).toBe("tetrascope train FOLDER --network FILE.json --keep cats");
  });

  test("as a new network, on the pictures that it is for", () => {
    const found = trainableOf({ data: "digits" }, OFFER, []);
    expect([found.data, found.run, found.refused]).toEqual([digits, null, null]);
    expect(found.command).toBe("tetrascope train digits --network FILE.json");
  });

  test("not where the server begins none, or its pictures cannot be learned from", () => {
    const refusing = { ...OFFER, refused: "Expected a server on which runs may be started, got another." };
    expect(trainableOf({ run: "digits" }, refusing, [runOf()]).refused).toBe("This server begins no runs.");
    const broken = { ...OFFER, data: [{ ...digits, problem: "It is empty." }] };
    expect(trainableOf({ run: "digits" }, broken, [runOf()]).refused).toBe("It is empty.");
    expect(trainableOf({ run: "digits" }, null, []).refused).toBeNull();
  });
});
