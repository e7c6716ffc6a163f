import type { EventBatch, SessionEvent } from "../../../src/protocol/messages.ts";
import type { EventStore } from "../../../src/study/log/eventStore.ts";

/** A disk that outlives the logs on it. */
export class MemoryStore implements EventStore {
  readonly clients = new Map<string, Map<number, SessionEvent>>();
  /** Whether there is room. */
  hasRoom = true;
  private writing: Promise<void> = Promise.resolve();

  /** Holds writes back until the returned function is called. */
  hold(): () => void {
    let release = () => {};
    this.writing = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  async keep(clientId: string, events: readonly SessionEvent[]): Promise<void> {
    await this.writing;
    if (!this.hasRoom) throw new DOMException("No room.", "QuotaExceededError");
    const kept = this.clients.get(clientId) ?? new Map<number, SessionEvent>();
    for (const event of events) kept.set(event.sequence, event);
    this.clients.set(clientId, kept);
  }

  async drop(clientId: string, sequences: readonly number[]): Promise<void> {
    for (const sequence of sequences) this.clients.get(clientId)?.delete(sequence);
  }

  async leftByOthers(clientId: string, most: number): Promise<EventBatch | null> {
    for (const [other, events] of this.clients) {
      if (other === clientId || events.size === 0) continue;
      return { client_id: other, events: [...events.values()].slice(0, most) };
    }
    return null;
  }

  async erase(): Promise<void> {
    this.clients.clear();
  }

  /** Numbers of what is kept of a client. */
  sequences(clientId: string): number[] {
    return [...(this.clients.get(clientId)?.keys() ?? [])];
  }
}
