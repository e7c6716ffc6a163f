import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { NetworkDescription, NetworkSummary, Sample, Story } from "../protocol/messages.ts";
import { connection, http, serverVersion } from "./connection.ts";
import { failed, IDLE, LOADING, type Loadable, ready } from "./loadable.ts";

/** One thing that the server tells about itself: fetched when it is first looked at. */
class Entry<T> {
  readonly shown: ReadonlySignal<Loadable<T>>;
  private readonly value: Signal<Loadable<T>> = signal(IDLE);
  private readonly fetch: () => Promise<T>;
  /** Counts fetches, so that an answer overtaken by a later fetch is dropped. */
  private fetches = 0;
  /** Whether the last fetch did not work. */
  private broken = false;

  constructor(fetch: () => Promise<T>) {
    this.fetch = fetch;
    this.shown = computed(() => {
      if (this.fetches === 0) queueMicrotask(() => this.fetches === 0 && this.load());
      return this.value.value;
    });
  }

  /** Fetches it, anew where it is here already; what is here stays until the new one comes. */
  async load(): Promise<void> {
    const turn = ++this.fetches;
    if (this.value.value.state !== "ready") this.value.value = LOADING;
    follow();
    try {
      const value = await this.fetch();
      if (turn !== this.fetches) return;
      this.broken = false;
      this.value.value = ready(value);
    } catch (error) {
      if (turn !== this.fetches) return;
      this.broken = true;
      if (this.value.value.state !== "ready") this.value.value = failed(error);
    }
  }

  /** Fetches it again where it was fetched before. */
  reload(): void {
    if (this.fetches > 0) void this.load();
  }

  /** Fetches it again where that did not work. */
  retry(): void {
    if (this.broken) void this.load();
  }
}

const networkList = new Entry(() => http.networks());
const sampleList = new Entry(() => http.samples());
const storyList = new Entry(() => http.stories());
const descriptions = new Map<string, Entry<NetworkDescription>>();

/** Every network that can be asked for. */
export const networks: ReadonlySignal<Loadable<NetworkSummary[]>> = networkList.shown;

/** The images that come with Tetrascope. */
export const samples: ReadonlySignal<Loadable<Sample[]>> = sampleList.shown;

/** The stories that lead through the scenes. */
export const stories: ReadonlySignal<Loadable<Story[]>> = storyList.shown;

/** A network with its layers and their geometry. The same id gives the same signal. */
export function description(networkId: string): ReadonlySignal<Loadable<NetworkDescription>> {
  let entry = descriptions.get(networkId);
  if (entry === undefined) {
    entry = new Entry(() => http.network(networkId));
    descriptions.set(networkId, entry);
  }
  return entry.shown;
}

/** Fetches all of it again: after an error, or because the server may have changed. */
export function reloadCatalog(): void {
  for (const entry of entries()) entry.reload();
}

function entries(): Entry<unknown>[] {
  return [networkList, sampleList, storyList, ...descriptions.values()];
}

let following = false;

/** From the first fetch on: a server of another version is asked anew, and one that is back for what failed. */
function follow(): void {
  if (following) return;
  following = true;
  let version: string | null = null;
  effect(() => {
    const next = serverVersion.value;
    if (version !== null) queueMicrotask(reloadCatalog);
    version = next;
  });
  effect(() => {
    if (connection.value.status === "ready") queueMicrotask(() => entries().forEach((entry) => void entry.retry()));
  });
}
