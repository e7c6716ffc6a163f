import { batch, type Signal, signal } from "@preact/signals";
import { Complaint } from "../../protocol/complaint.ts";
import type { BlockList, MeasureBlocksRequest, MeasuredBlock, MeasuredBlocks } from "../../protocol/messages.ts";

/** Milliseconds without a further edit after which a list is measured. */
const REST_MS = 120;

/** A list with what the server says of it. */
export interface Measured {
  readonly network: BlockList;
  readonly told: MeasuredBlocks;
  readonly byName: ReadonlyMap<string, MeasuredBlock>;
}

/** Lists that the server measures: the newest counts, in whatever order answers come. */
export class Measuring {
  /** The newest that is here; it may be of an older list than the one that was asked about last. */
  readonly measured: Signal<Measured | null> = signal(null);
  /** Whether a newer answer is on its way. */
  readonly pending: Signal<boolean> = signal(false);
  readonly trouble: Signal<Complaint | null> = signal(null);
  private readonly measure: (request: MeasureBlocksRequest) => Promise<MeasuredBlocks>;
  private wanted: MeasureBlocksRequest | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(measure: (request: MeasureBlocksRequest) => Promise<MeasuredBlocks>) {
    this.measure = measure;
  }

  /** Asks about a list, once no other follows at once; the first is asked about without waiting. */
  want(request: MeasureBlocksRequest): void {
    const before = this.wanted;
    if (
      before &&
      before.network === request.network &&
      before.keep === request.keep &&
      before.data_id === request.data_id
    )
      return;
    this.wanted = request;
    this.pending.value = true;
    clearTimeout(this.timer);
    if (before === null) void this.ask();
    else this.timer = setTimeout(() => void this.ask(), REST_MS);
  }

  /** Asks again about what could not be measured. */
  retry(): void {
    this.pending.value = true;
    void this.ask();
  }

  /** Asks nothing more, and takes no answer. */
  stop(): void {
    clearTimeout(this.timer);
    this.wanted = null;
    this.pending.value = false;
  }

  private async ask(): Promise<void> {
    const own = this.wanted;
    if (own === null) return;
    let told: MeasuredBlocks | null = null;
    let trouble: Complaint | null = null;
    try {
      told = await this.measure(own);
    } catch (error) {
      trouble = Complaint.of(error);
    }
    if (this.wanted !== own) return;
    batch(() => {
      this.pending.value = false;
      this.trouble.value = trouble;
      if (told) this.measured.value = measuredOf(own.network, told);
    });
  }
}

function measuredOf(network: BlockList, told: MeasuredBlocks): Measured {
  const pairs = network.blocks.flatMap(({ name }, at) => {
    const block = told.blocks[at];
    return block ? [[name, block] as const] : [];
  });
  return { network, told, byName: new Map(pairs) };
}
