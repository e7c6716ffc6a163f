import { Complaint } from "../../../src/protocol/complaint.ts";
import type { EventBatch, EventReceipt, SessionEvent } from "../../../src/protocol/messages.ts";

/** Takes batches as a server does: each event once, by client and number. */
export class ScriptedServer {
  /** What it holds, by client. */
  readonly records = new Map<string, Map<number, SessionEvent>>();
  /** Batches as they came, with whether the page was closing. */
  readonly batches: { batch: EventBatch; keepalive: boolean }[] = [];
  /** Answers with this instead. */
  complaint: Complaint | null = null;
  /** Records, but its answer is lost. */
  deaf = false;
  /** Takes no more of a batch. */
  most = Number.POSITIVE_INFINITY;
  /** Refuses events of these numbers. */
  refused: number[] = [];

  readonly post = async (batch: EventBatch, keepalive: boolean): Promise<EventReceipt> => {
    this.batches.push({ batch, keepalive });
    if (this.complaint) throw this.complaint;
    if (batch.events.length > this.most) throw new Complaint("too_large", "Too large.", { status: 413 });
    const known = this.records.get(batch.client_id) ?? new Map<number, SessionEvent>();
    this.records.set(batch.client_id, known);
    const [good, bad] = [batch.events.filter((event) => !this.refused.includes(event.sequence)), this.refused];
    for (const event of good) if (!known.has(event.sequence)) known.set(event.sequence, event);
    if (this.deaf) throw Complaint.unreachable("Gone.");
    return {
      acknowledged: good.map(({ sequence }) => sequence),
      refused: batch.events
        .filter(({ sequence }) => bad.includes(sequence))
        .map(({ sequence }) => ({ sequence, message: "Expected another." })),
    };
  };

  /** Numbers of what it holds of a client. */
  sequences(clientId: string): number[] {
    return [...(this.records.get(clientId)?.keys() ?? [])];
  }
}
