import { batch, computed, effect, type Signal, signal, untracked } from "@preact/signals";
import type {
  MeasureBlocksRequest,
  MeasuredBlocks,
  RunBlocks,
  TrainingControlRequest,
  TrainingKernels,
  TrainingOffer,
  TrainingRequest,
  TrainingResults,
  TrainingRun,
  TrainingRunList,
  TrainingStarted,
} from "../protocol/messages.ts";
import { reloadNetworks } from "../state/catalog.ts";
import { failed, IDLE, LOADING, type Loadable, ready, valueIn } from "../state/loadable.ts";
import { type Follow, FollowedRun } from "./followedRun.ts";
import { Moments } from "./moments.ts";

/** What a server answers about training. */
export interface TrainingServer {
  offer(): Promise<TrainingOffer>;
  runs(): Promise<TrainingRunList>;
  begin(request: TrainingRequest): Promise<TrainingStarted>;
  control(run: string, request: TrainingControlRequest): Promise<TrainingRun>;
  results(run: string): Promise<TrainingResults>;
  kernels(run: string, epoch: number): Promise<TrainingKernels>;
  /** The network of a run. */
  blocks(run: string): Promise<RunBlocks>;
  /** The network that a run from scratch on these data takes. */
  dataBlocks(dataId: string): Promise<RunBlocks>;
  measure(request: MeasureBlocksRequest): Promise<MeasuredBlocks>;
  follow: Follow;
}

/** What is shown of a run. */
export const CONTENTS = ["curves", "layers", "kernels", "results", "blocks"] as const;
export type Content = (typeof CONTENTS)[number];

/** Milliseconds between two looks at the list of runs, in which those that others begin appear. */
const LOOK_MS = 3000;
/** Half-life of the smoothing at first, in epochs. */
export const HALF_LIFE = 0.1;

/** What is done with a run that was begun. */
export interface Begun {
  /** The run over whose curves it is laid. */
  over?: string | null;
  /** Whether it is looked at once it has begun. */
  isLookedAt?: () => boolean;
}

/** Runs that train networks: the list, the one that is looked at, and one over whose curves it is laid. */
export class Training {
  readonly server: TrainingServer;
  readonly offer: Signal<Loadable<TrainingOffer>> = signal(IDLE);
  readonly list: Signal<Loadable<TrainingRunList>> = signal(IDLE);
  /** The run that is asked for; null for the newest. */
  readonly wanted: Signal<string | null> = signal(null);
  /** Another run whose curves are drawn, too. */
  readonly over: Signal<string | null> = signal(null);
  readonly content: Signal<Content> = signal("curves");
  /** Data for which the blocks of a new network are changed; null where a run is looked at. */
  readonly newFor: Signal<string | null> = signal(null);
  /** What is that many epochs away counts half in the smoothed lines; 0 for no smoothing. */
  readonly halfLife: Signal<number> = signal(HALF_LIFE);
  /** The name of the run that is looked at; null where there is none. */
  readonly name = computed(() => this.wanted.value ?? valueIn(this.list.value)?.runs[0]?.name ?? null);
  readonly followed = computed(() => (this.name.value === null ? null : this.runNamed(this.name.value)));
  readonly followedOver = computed(() =>
    this.over.value === null || this.over.value === this.name.value ? null : this.runNamed(this.over.value),
  );
  /** The run as it was last told of; null before. */
  readonly run = computed<TrainingRun | null>(() => this.newest(this.followed.value));
  readonly moments = new Moments(computed(() => this.run.value?.kept_epochs ?? []));
  private readonly known = new Map<string, FollowedRun>();
  private networksAsOf: string | null = null;
  /** When the list that is here was asked for, in milliseconds. */
  private listedAt = 0;

  constructor(server: TrainingServer) {
    this.server = server;
  }

  /** Keeps list and curves in step with the server, from now on. Returns what stops that. */
  follow(): () => void {
    void this.loadOffer();
    void this.look();
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") void this.look();
    }, LOOK_MS);
    const stops = [
      this.listen(),
      effect(() => {
        this.name.value;
        untracked(() => {
          this.moments.playing.value = false;
        });
      }),
    ];
    return () => {
      clearInterval(timer);
      this.moments.playing.value = false;
      for (const stop of stops) stop();
      for (const run of this.known.values()) run.stop();
    };
  }

  async loadOffer(): Promise<void> {
    if (this.offer.peek().state !== "ready") this.offer.value = LOADING;
    try {
      this.offer.value = ready(await this.server.offer());
    } catch (error) {
      if (this.offer.peek().state !== "ready") this.offer.value = failed(error);
    }
  }

  /** Looks which runs there are. */
  async look(): Promise<void> {
    if (this.list.peek().state !== "ready") this.list.value = LOADING;
    const at = performance.now();
    try {
      const list = await this.server.runs();
      this.listedAt = at;
      this.list.value = ready(list);
      this.offerNetworks(list);
    } catch (error) {
      if (this.list.peek().state !== "ready") this.list.value = failed(error);
    }
  }

  /** Begins a run, and looks at its curves: there is nothing else of it yet. */
  async begin(request: TrainingRequest, { over = null, isLookedAt = () => true }: Begun = {}): Promise<void> {
    const { name } = await this.server.begin(request);
    batch(() => {
      if (!isLookedAt()) return;
      this.open(name);
      this.over.value = over;
      this.content.value = "curves";
    });
    await this.look();
  }

  /** Lets the blocks of a new network for some data be changed. */
  changeBlocksFor(dataId: string): void {
    this.newFor.value = dataId;
  }

  /** Stops the run, or lets it go on. */
  async control(request: TrainingControlRequest): Promise<void> {
    const name = this.name.peek();
    if (name === null) return;
    await this.server.control(name, request);
    await this.look();
  }

  /** Looks at another run. */
  open(name: string): void {
    batch(() => {
      this.wanted.value = name;
      this.newFor.value = null;
      this.moments.wantedA.value = null;
      this.moments.wantedB.value = null;
    });
  }

  /** What is known of a run, from the list or from the stream: what came later. Subscribes. */
  newest(followed: FollowedRun | null): TrainingRun | null {
    if (!followed) return null;
    const listed = valueIn(this.list.value)?.runs.find(({ name }) => name === followed.name) ?? null;
    followed.changes.value;
    const told = followed.curve.value?.run ?? null;
    if (!listed || !told) return told ?? listed;
    return this.listedAt > followed.heardAt ? listed : told;
  }

  private runNamed(name: string): FollowedRun {
    const found = this.known.get(name) ?? new FollowedRun(name, this.server.follow);
    this.known.set(name, found);
    return found;
  }

  /** Listens to the runs that are shown; to one again where it goes on after it had stopped. Returns what stops that. */
  private listen(): () => void {
    const shown = computed(() => [this.followed.value, this.followedOver.value].filter((run) => run !== null));
    const states = computed(() => shown.value.map(({ name }) => `${name} ${this.stateOf(name)}`).join("\n"));
    return effect(() => {
      states.value;
      untracked(() => {
        for (const run of this.known.values()) if (!shown.value.includes(run)) run.stop();
        for (const run of shown.value) run.start();
      });
    });
  }

  private stateOf(name: string): string | undefined {
    const list = valueIn(this.list.value);
    if (list?.starting.some((one) => one.name === name)) return "starting";
    return list?.runs.find((one) => one.name === name)?.state;
  }

  /** The choice of networks learns of runs that are new. */
  private offerNetworks({ runs }: TrainingRunList): void {
    const now = runs.map(({ name, state, kept_epochs: kept }) => `${name} ${state} ${kept.length > 0}`).join("\n");
    const before = this.networksAsOf;
    this.networksAsOf = now;
    if (before === null ? runs.length > 0 : before !== now) void reloadNetworks();
  }
}
