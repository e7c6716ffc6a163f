import type { TrainingData, TrainingOffer, TrainingRun } from "../../protocol/messages.ts";
import { valueIn } from "../../state/loadable.ts";
import { useTraining } from "../useTraining.ts";
import type { NetworkBlocks, Origin } from "./networkBlocks.ts";

/** On what a list can be trained here, and the run that it came from. */
export interface Trainable {
  readonly data: TrainingData | null;
  readonly run: TrainingRun | null;
  /** Why it cannot be trained here; null where it can, or nothing is known yet. */
  readonly refused: string | null;
  /** How it is trained on the server's machine, from a file. */
  readonly command: string;
}

export function useTrainable({ origin }: NetworkBlocks): Trainable {
  const { offer, list } = useTraining();
  return trainableOf(origin, valueIn(offer.value), valueIn(list.value)?.runs ?? []);
}

export function trainableOf(origin: Origin, offer: TrainingOffer | null, runs: readonly TrainingRun[]): Trainable {
  const run = "run" in origin ? (runs.find(({ name }) => name === origin.run) ?? null) : null;
  const isIt = (one: TrainingData) =>
    "data" in origin ? one.data_id === origin.data : one.name === run?.data && one.kind === run.kind;
  const data = offer?.data.find(isIt) ?? null;
  const place = (run ?? data)?.kind === "folder" ? "FOLDER" : "digits";
  return {
    data,
    run,
    refused: offer && refusalOf(offer, data, run?.data ?? ("data" in origin ? origin.data : origin.run)),
    command: `tetrascope train ${place} --network FILE.json${run ? ` --keep ${run.name}` : ""}`,
  };
}

function refusalOf({ refused }: TrainingOffer, data: TrainingData | null, name: string): string | null {
  if (refused !== null) return "This server begins no runs.";
  return data === null ? `This server does not offer the pictures of ${name}.` : data.problem;
}
