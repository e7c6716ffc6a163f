import { http, stream } from "../state/connection.ts";
import type { TrainingServer } from "./training.ts";

const RUNS = "/v1/training/runs";

/** Milliseconds: a run that is begun or goes on is a process that has to start. */
const PATIENT = { timeout: 60_000 };

function runPath(run: string): string {
  return `${RUNS}/${encodeURIComponent(run)}`;
}

/** The server that this page came from. */
export const trainingServer: TrainingServer = {
  offer: async () => (await http.get("/v1/training")) as Awaited<ReturnType<TrainingServer["offer"]>>,
  runs: async () => (await http.get(RUNS)) as Awaited<ReturnType<TrainingServer["runs"]>>,
  begin: async (request) => (await http.post(RUNS, request, PATIENT)) as Awaited<ReturnType<TrainingServer["begin"]>>,
  control: async (run, request) =>
    (await http.post(`${runPath(run)}/control`, request, PATIENT)) as Awaited<ReturnType<TrainingServer["control"]>>,
  results: async (run) => (await http.get(`${runPath(run)}/results`)) as Awaited<ReturnType<TrainingServer["results"]>>,
  kernels: async (run, epoch) =>
    (await http.get(`${runPath(run)}/kernels/${epoch}`)) as Awaited<ReturnType<TrainingServer["kernels"]>>,
  blocks: async (run) => (await http.get(`${runPath(run)}/blocks`)) as Awaited<ReturnType<TrainingServer["blocks"]>>,
  dataBlocks: async (dataId) =>
    (await http.get(`/v1/training/data/${encodeURIComponent(dataId)}/blocks`)) as Awaited<
      ReturnType<TrainingServer["dataBlocks"]>
    >,
  measure: async (request) =>
    (await http.post("/v1/training/blocks", request)) as Awaited<ReturnType<TrainingServer["measure"]>>,
  follow: (run, handlers) => stream.follow(run, handlers),
};
