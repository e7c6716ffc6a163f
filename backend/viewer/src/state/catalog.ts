import { computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import type { NetworkDescription, NetworkSummary, Sample, Story } from "../protocol/messages.ts";
import { connection, http, serverVersion } from "./connection.ts";
import { failed, IDLE, LOADING, type Loadable, ready, valueIn } from "./loadable.ts";
import { opened } from "./saved/opened.ts";

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
  async reload(): Promise<void> {
    if (this.fetches > 0) await this.load();
  }

  /** Fetches it again where that did not work. */
  retry(): void {
    if (this.broken) void this.load();
  }
}

const networkList = new Entry(async () => {
  const here = await orSaved("/v1/networks", "networks", () => http.networks());
  const saved = (savedAt("/v1/networks", "networks") ?? []) as NetworkSummary[];
  return [...here, ...saved.filter(({ network_id: id }) => here.every(({ network_id }) => network_id !== id))];
});
const sampleList = new Entry(() => orSaved("/v1/samples", "samples", () => http.samples()));
const storyList = new Entry(() => http.stories());
const descriptions = new Map<string, Entry<NetworkDescription>>();

/** Networks that were asked for by their ids and are not in the server's list, such as a trained one after an epoch. */
const unlisted: Signal<readonly NetworkSummary[]> = signal([]);

/** Every network that is offered: those that the server lists, and those that it has besides and that were asked for. */
export const networks: ReadonlySignal<Loadable<NetworkSummary[]>> = computed(() => {
  const all = networkList.shown.value;
  if (all.state !== "ready" || unlisted.value.length === 0) return all;
  const more = unlisted.value.filter(({ network_id: id }) => all.value.every(({ network_id }) => network_id !== id));
  return ready([...all.value, ...more]);
});

/**
 * The network of an id, which is offered from now on where the server has it and does not list it; its own id may be
 * another. Null where there is none, undefined while that is not known. Subscribes.
 */
export function lookUp(networkId: string): NetworkSummary | null | undefined {
  const all = valueIn(networks.value);
  if (all === null) return undefined;
  const listed = all.find(({ network_id }) => network_id === networkId);
  if (listed) return listed;
  const told = description(networkId).value;
  if (told.state === "failed") return told.complaint.code === "unreachable" ? undefined : null;
  const found = valueIn(told)?.summary;
  if (found) untracked(() => offer(found));
  return found;
}

function offer(network: NetworkSummary): void {
  if (unlisted.peek().some(({ network_id }) => network_id === network.network_id)) return;
  unlisted.value = [...unlisted.peek(), network];
}

/** The images that come with Tetrascope. */
export const samples: ReadonlySignal<Loadable<Sample[]>> = sampleList.shown;

/** The stories that lead through the scenes. */
export const stories: ReadonlySignal<Loadable<Story[]>> = storyList.shown;

/** A network with its layers and their geometry. The same id gives the same signal. */
export function description(networkId: string): ReadonlySignal<Loadable<NetworkDescription>> {
  let entry = descriptions.get(networkId);
  if (entry === undefined) {
    entry = new Entry(() => orSaved(`/v1/networks/${networkId}`, null, () => http.network(networkId)));
    descriptions.set(networkId, entry);
  }
  return entry.shown;
}

/** What an opened session has of the catalog; undefined where there is nothing. */
function savedAt(path: string, field: string | null): unknown {
  const message = opened.peek()?.said(path) as Record<string, unknown> | undefined;
  return message && (field === null ? message : message[field]);
}

/** What the server says; where it has no such thing or is not there, what an opened session has of it. */
async function orSaved<T>(path: string, field: string | null, fetch: () => Promise<T>): Promise<T> {
  try {
    return await fetch();
  } catch (error) {
    const saved = savedAt(path, field);
    if (saved === undefined) throw error;
    return saved as T;
  }
}

/** Fetches the list of networks again, where it was fetched: there may be another, such as one that is being trained. */
export async function reloadNetworks(): Promise<void> {
  await networkList.reload();
}

/** Fetches all of it again: after an error, or because the server may have changed. */
export async function reloadCatalog(): Promise<void> {
  await Promise.all(entries().map((entry) => entry.reload()));
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
