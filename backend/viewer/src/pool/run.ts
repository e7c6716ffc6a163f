import { batch, computed, signal } from "@preact/signals";
import { cornersOf } from "../geometry/poolLayout.ts";
import { Complaint } from "../protocol/complaint.ts";
import type { Boundary, Input, PoolRequest, Progress } from "../protocol/messages.ts";
import { ask } from "../state/ask.ts";
import { image, network, networkId } from "../state/choice.ts";
import { fitting, subjectOf } from "../state/fitting.ts";
import { failed, IDLE, LOADING, type Loadable, ready, valueIn } from "../state/loadable.ts";
import { Arrivals } from "./arrivals.ts";
import { fold, furtherOf, type PoolSoFar } from "./fold.ts";
import { hovered, selected } from "./selection.ts";
import { fill, label, perLabel, problem, refine, resetFilters, windows } from "./settings.ts";
import { markFirstImage, markLastImage, markStart } from "./timing.ts";

/** How the pool on screen came about, or how far it is. */
export const status = signal<"idle" | "running" | "done" | "cancelled" | "failed">("idle");
/** What is known of the pool; null before its first part. */
export const pool = signal<PoolSoFar | null>(null);
export const progress = signal<Progress | null>(null);
/** Why the pool failed. */
export const complaint = signal<Complaint | null>(null);
/** Whether the connection was lost on the way and the pool is computed again from its beginning. */
export const again = signal(false);
/** What was asked for last. */
export const asked = signal<PoolRequest | null>(null);
/** The boundary in the pool; asked for once the pool is whole. */
export const boundary = signal<Loadable<Boundary>>(IDLE);

const inputs = signal<Input | null>(null);

/** How many labels stand at corners; as the network has it before the pool says so. */
export const corners = computed(() =>
  cornersOf(pool.value?.vertices.length ?? network.value?.summary.class_count ?? 4),
);

const picture = computed(() => inputs.value?.image ?? pool.value?.image ?? null);
const filling = computed(() => inputs.value?.fill_image ?? pool.value?.fillImage ?? null);

/**
 * The two pictures of which every masked copy consists; they come before the pool is whole. The same object as long as
 * they are the same, so that nothing draws them anew as the pool grows.
 */
export const pictures = computed(() => picture.value && filling.value && { image: picture.value, fill: filling.value });

/** The boundary where it is known. */
export const knownBoundary = computed(() => valueIn(boundary.value));

/** Indices in the pool of the boundary's support vectors. */
export const supportVectors = computed<ReadonlySet<number>>(() => new Set(knownBoundary.value?.support_vectors));

/** The request as the controls now say it; null without an image or a network. */
export const wanted = computed<PoolRequest | null>(() => {
  if (!image.value || !networkId.value) return null;
  return {
    image_id: image.value.imageId,
    network_id: networkId.value,
    ...fitting.value,
    windows: windows.value,
    fill: fill.value,
    per_label: perLabel.value,
    // Not said where it need not be: a server of an earlier minor version does not know it.
    ...(refine.value && { refine: true }),
    ...(label.value !== null && { label: label.value }),
  };
});

/** Whether the controls say something else than what is on screen. */
export const outdated = computed(
  () => asked.value !== null && JSON.stringify(asked.value) !== JSON.stringify(wanted.value),
);

/** Milliseconds between two updates of the screen while a pool arrives. */
const REST = 400;

/** A pool, and how far it is, on their way to the screen. */
interface Arrival {
  pool: PoolSoFar | null;
  progress: Progress | null;
}

const arrivals = new Arrivals<Arrival>((latest) => {
  batch(() => {
    pool.value = latest.pool;
    progress.value = latest.progress;
  });
  if (latest.pool?.images.length) markFirstImage();
  if (latest.pool?.whole) markLastImage();
}, REST);

let running: AbortController | null = null;

/** Begins the pool that the controls ask for, in place of the one on screen. */
export function start(): void {
  const request = wanted.value;
  if (!request || problem.value) return;
  running?.abort();
  markStart();
  forget(request);
  status.value = "running";
  void askForInputs(request);
  // After a loss of the connection: what was on screen, and what has come again since.
  let before: PoolSoFar | null = null;
  let fresh: PoolSoFar | null = null;
  let latest: Arrival = { pool: null, progress: null };
  const mine = new AbortController();
  running = mine;
  ask("pools", request, {
    slot: "pool",
    signal: mine.signal,
    onPart: (part) => {
      fresh = fold(fresh, part);
      latest = { ...latest, pool: before ? furtherOf(before, fresh) : fresh };
      arrivals.offer(latest);
      if (pool.peek() === null || fresh?.whole) arrivals.flush();
    },
    onProgress: (progress) => {
      latest = { ...latest, progress };
      arrivals.offer(latest);
    },
    onRestart: () => {
      arrivals.flush();
      before = pool.value;
      fresh = null;
      again.value = true;
    },
  }).then(
    (whole) => {
      if (running !== mine) return;
      running = null;
      arrivals.flush();
      again.value = false;
      status.value = whole ? "done" : "cancelled";
      if (whole) void askForBoundary();
    },
    (error: unknown) => {
      if (running !== mine) return;
      running = null;
      arrivals.flush();
      again.value = false;
      complaint.value = Complaint.of(error);
      status.value = "failed";
    },
  );
}

/** Stops what is being computed; what has arrived stays. */
export function cancel(): void {
  running?.abort();
}

/** Starts where nothing is on screen yet for the image and the network. Called when the view opens. */
export function startIfNew(): void {
  const request = wanted.value;
  if (!request) return;
  if (asked.value === null || subjectOf(request) !== subjectOf(asked.value)) start();
}

/** Asks for the boundary in the pool on screen. */
export async function askForBoundary(): Promise<void> {
  const request = asked.value;
  if (!request) return;
  boundary.value = LOADING;
  try {
    const found = await ask("boundaries", { pool: request }, { slot: "boundary" });
    if (found && asked.value === request) boundary.value = ready(found);
  } catch (error) {
    if (asked.value === request) boundary.value = failed(error);
  }
}

async function askForInputs(request: PoolRequest): Promise<void> {
  const { image_id, network_id, fill = "black", fit, crop_at } = request;
  const way = { ...(fit !== undefined && { fit }), ...(crop_at !== undefined && { crop_at }) };
  try {
    const input = await ask("inputs", { image_id, network_id, ...way, fill }, { slot: "pool-inputs" });
    if (input && asked.value === request) inputs.value = input;
  } catch {
    // The pool brings the same pictures at its end, and says what is wrong where it fails too.
  }
}

/** Empties the screen for another request. What was chosen in another pool means nothing in this one. */
function forget(request: PoolRequest): void {
  const last = asked.value;
  if (last) {
    selected.value = null;
    if (last.image_id !== request.image_id || last.network_id !== request.network_id) resetFilters();
  }
  hovered.value = null;
  arrivals.drop();
  asked.value = request;
  pool.value = null;
  inputs.value = null;
  progress.value = null;
  complaint.value = null;
  again.value = false;
  boundary.value = IDLE;
}
