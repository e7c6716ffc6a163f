import { type Signal, signal } from "@preact/signals";
import type { MeasuredBlocks, RunBlocks } from "../../protocol/messages.ts";
import { failed, IDLE, LOADING, type Loadable, ready } from "../../state/loadable.ts";
import type { TrainingServer } from "../training.ts";

/** A network's blocks, and what the server says of them. */
export interface Measured {
  readonly own: RunBlocks;
  readonly told: MeasuredBlocks;
}

/** The blocks of a run's network. */
export class NetworkBlocks {
  readonly run: string;
  readonly measured: Signal<Loadable<Measured>> = signal(IDLE);
  private readonly server: TrainingServer;

  constructor(server: TrainingServer, run: string) {
    this.server = server;
    this.run = run;
  }

  /** Asks for them where they are not here. */
  async load(): Promise<void> {
    const { state } = this.measured.peek();
    if (state === "ready" || state === "loading") return;
    this.measured.value = LOADING;
    try {
      const own = await this.server.blocks(this.run);
      const told = await this.server.measure({ network: own.network });
      this.measured.value = ready({ own, told });
    } catch (error) {
      this.measured.value = failed(error);
    }
  }
}

/** Those that were looked at; a run's blocks stay as they are. */
export class KnownBlocks {
  private readonly server: TrainingServer;
  private readonly known = new Map<string, NetworkBlocks>();

  constructor(server: TrainingServer) {
    this.server = server;
  }

  of(run: string): NetworkBlocks {
    const found = this.known.get(run) ?? new NetworkBlocks(this.server, run);
    this.known.set(run, found);
    return found;
  }
}
