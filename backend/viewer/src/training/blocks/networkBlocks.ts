import { batch, effect, type Signal, signal } from "@preact/signals";
import type { BlockList, RunBlocks } from "../../protocol/messages.ts";
import { failed, IDLE, LOADING, type Loadable, ready, valueIn } from "../../state/loadable.ts";
import type { TrainingServer } from "../training.ts";
import { Draft } from "./draft.ts";
import { loadDraft, saveDraft } from "./draftStorage.ts";
import { Measuring } from "./measuring.ts";

/** Of what a list of blocks is: a run, or data on which a new network is to learn. */
export type Origin = { readonly run: string } | { readonly data: string };

/** The blocks of a run or of a new network, and what a person makes of them. */
export class NetworkBlocks {
  readonly origin: Origin;
  readonly own: Signal<Loadable<RunBlocks>> = signal(IDLE);
  /** What was changed; null where nothing ever was. */
  readonly draft: Signal<Draft | null> = signal(null);
  /** Whether the draft is shown, and can be changed. */
  readonly isOpen: Signal<boolean> = signal(false);
  /** Of the list as it was. */
  readonly before: Measuring;
  /** Of the draft. */
  readonly after: Measuring;
  private readonly server: TrainingServer;
  private readonly key: string;
  /** Whether it is of no run, and there to be changed. */
  private readonly isNew: boolean;

  constructor(server: TrainingServer, origin: Origin) {
    this.server = server;
    this.origin = origin;
    this.isNew = "data" in origin;
    this.key = "run" in origin ? `run.${origin.run}` : `data.${origin.data}`;
    this.before = new Measuring((request) => server.measure(request));
    this.after = new Measuring((request) => server.measure(request));
  }

  /** Asks for the list where it is not here, and begins with the draft that was kept. */
  async load(): Promise<void> {
    const { state } = this.own.peek();
    if (state === "ready" || state === "loading") return;
    this.own.value = LOADING;
    try {
      const own = await ("run" in this.origin
        ? this.server.blocks(this.origin.run)
        : this.server.dataBlocks(this.origin.data));
      this.resume(own.network);
      this.own.value = ready(own);
    } catch (error) {
      this.own.value = failed(error);
    }
  }

  /** Lets it be changed, where it is here: from the draft, where there is one. */
  open(): void {
    const own = valueIn(this.own.peek());
    if (!own) return;
    if (!this.draft.peek()) this.draft.value = new Draft(own.network);
    this.isOpen.value = true;
  }

  /** Shows the list as it is; the draft stays. */
  close(): void {
    this.isOpen.value = false;
  }

  /** The draft is no longer wanted, for a run has it now: the next begins anew. */
  forget(): void {
    const own = valueIn(this.own.peek());
    this.after.stop();
    batch(() => {
      this.isOpen.value = this.isNew;
      this.draft.value = this.isNew && own ? new Draft(own.network) : null;
    });
    saveDraft(this.key, null); // nothing may follow it by now
  }

  /** Keeps measures and what this tab remembers in step with the list, from now on. Returns what stops that. */
  follow(dataId: () => string | null): () => void {
    void this.load();
    const keep = "run" in this.origin ? this.origin.run : null;
    const stops = [
      effect(() => {
        const own = valueIn(this.own.value);
        if (own) this.before.want({ network: own.network, data_id: dataId() });
      }),
      effect(() => {
        const draft = this.draft.value;
        if (draft && this.isOpen.value) this.after.want({ network: draft.list.value, data_id: dataId(), keep });
      }),
      effect(() => {
        if (!valueIn(this.own.value)) return;
        const draft = this.draft.value;
        saveDraft(this.key, draft && { ...draft.steps.value, isOpen: this.isOpen.value });
      }),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }

  private resume(network: BlockList): void {
    const kept = loadDraft(this.key);
    if (kept || this.isNew) this.draft.value = new Draft(network, kept);
    this.isOpen.value = kept?.isOpen ?? this.isNew;
  }
}

/** Those that were looked at, so that a draft stays as it is while the person is elsewhere. */
export class KnownBlocks {
  private readonly server: TrainingServer;
  private readonly known = new Map<string, NetworkBlocks>();

  constructor(server: TrainingServer) {
    this.server = server;
  }

  of(origin: Origin): NetworkBlocks {
    const key = JSON.stringify(origin);
    const found = this.known.get(key) ?? new NetworkBlocks(this.server, origin);
    this.known.set(key, found);
    return found;
  }
}
