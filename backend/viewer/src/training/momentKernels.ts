import { effect, type Signal, signal, untracked } from "@preact/signals";
import type { TrainingKernels } from "../protocol/messages.ts";
import { failed, IDLE, LOADING, type Loadable, ready, valueIn } from "../state/loadable.ts";
import type { Training } from "./training.ts";

/** Answers that are kept, so that going to and fro asks for nothing twice. */
const KEPT = 64;

/** The kernels of the first layer at both moments. */
export class MomentKernels {
  readonly a: Signal<Loadable<TrainingKernels>> = signal(IDLE);
  readonly b: Signal<Loadable<TrainingKernels>> = signal(IDLE);
  private readonly training: Training;
  private readonly known = new Map<string, TrainingKernels>();
  private readonly attempt = signal(0);

  constructor(training: Training) {
    this.training = training;
  }

  /** Asks for what either moment has, and anew when it is another. Returns what stops that. */
  follow(): () => void {
    const { a, b } = this.training.moments;
    const stops = [
      [a, this.a],
      [b, this.b],
    ] as const;
    const ends = stops.map(([epoch, into]) => {
      let turn = 0;
      return effect(() => {
        const [run, at] = [this.training.name.value, epoch.value];
        this.attempt.value;
        const own = ++turn;
        untracked(() => void this.ask(run, at, into, () => own === turn));
      });
    });
    return () => {
      for (const end of ends) end();
    };
  }

  retry(): void {
    this.attempt.value += 1;
  }

  private async ask(
    run: string | null,
    epoch: number | null,
    into: Signal<Loadable<TrainingKernels>>,
    isNewest: () => boolean,
  ): Promise<void> {
    if (run === null || epoch === null) {
      into.value = IDLE;
      return;
    }
    const key = `${run}@${epoch}`;
    const before = this.known.get(key);
    if (before) {
      into.value = ready(before);
      return;
    }
    // What is shown of another epoch stays until the new one comes.
    if (valueIn(into.peek())?.name !== run) into.value = LOADING;
    try {
      const found = await this.training.server.kernels(run, epoch);
      this.keep(key, found);
      if (isNewest()) into.value = ready(found);
    } catch (error) {
      if (isNewest()) into.value = failed(error);
    }
  }

  private keep(key: string, found: TrainingKernels): void {
    this.known.set(key, found);
    const [oldest] = this.known.keys();
    if (this.known.size > KEPT && oldest !== undefined) this.known.delete(oldest);
  }
}
