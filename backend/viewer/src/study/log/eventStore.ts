import type { EventBatch, SessionEvent } from "../../protocol/messages.ts";

/** Where events are kept until the server has them. */
export interface EventStore {
  /** Keeps events of a client. Once it resolves, they outlive the page; it rejects where there is no room. */
  keep(clientId: string, events: readonly SessionEvent[]): Promise<void>;
  /** Forgets events. */
  drop(clientId: string, sequences: readonly number[]): Promise<void>;
  /** What any other client has left here, of one of them and by rising number, at most so many; null for nothing. */
  leftByOthers(clientId: string, most: number): Promise<EventBatch | null>;
  /** Removes all of it. */
  erase(): Promise<void>;
}

const STORE = "events";
/** Milliseconds after which a browser that does not open its database is taken for one that has none. */
const PATIENCE = 5000;

/** The events of one session, in this browser's IndexedDB. Rejects where the browser has none, or will not open it. */
export async function openEventStore(name: string): Promise<EventStore> {
  return new IndexedEvents(name, await opened(name));
}

class IndexedEvents implements EventStore {
  private readonly name: string;
  private readonly database: IDBDatabase;

  constructor(name: string, database: IDBDatabase) {
    this.name = name;
    this.database = database;
  }

  keep(clientId: string, events: readonly SessionEvent[]): Promise<void> {
    return this.write((store) => {
      for (const event of events) store.put(event, [clientId, event.sequence]);
    });
  }

  drop(clientId: string, sequences: readonly number[]): Promise<void> {
    return this.write((store) => {
      for (const sequence of sequences) store.delete([clientId, sequence]);
    });
  }

  async leftByOthers(clientId: string, most: number): Promise<EventBatch | null> {
    const store = this.database.transaction(STORE).objectStore(STORE);
    const other = await firstOfOthers(store, clientId);
    if (other === null) return null;
    return { client_id: other, events: await answer<SessionEvent[]>(store.getAll(rangeOf(other), most)) };
  }

  erase(): Promise<void> {
    this.database.close();
    return answer(indexedDB.deleteDatabase(this.name)).then(() => {});
  }

  /** Resolves when the disk has it, as far as the browser can tell. */
  private write(change: (store: IDBObjectStore) => void): Promise<void> {
    return new Promise((resolve, reject) => {
      const transaction = this.database.transaction(STORE, "readwrite", { durability: "strict" });
      transaction.oncomplete = () => resolve();
      transaction.onabort = () => reject(transaction.error);
      change(transaction.objectStore(STORE));
    });
  }
}

function opened(name: string): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`Expected the database within ${PATIENCE / 1000} s.`)), PATIENCE);
    const request = indexedDB.open(name, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE);
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      // Another tab, or the end of the session, removes it.
      request.result.onversionchange = () => request.result.close();
      resolve(request.result);
    };
  });
}

/** The first client by name, besides one, of whom there are events. */
function firstOfOthers(store: IDBObjectStore, clientId: string): Promise<string | null> {
  return new Promise((resolve, reject) => {
    const request = store.openKeyCursor();
    request.onerror = () => reject(request.error);
    request.onsuccess = () => {
      const cursor = request.result;
      const found = (cursor?.key as [string, number] | undefined)?.[0] ?? null;
      if (cursor && found === clientId) cursor.continue([clientId, Number.POSITIVE_INFINITY]);
      else resolve(found);
    };
  });
}

function rangeOf(clientId: string): IDBKeyRange {
  return IDBKeyRange.bound([clientId, 0], [clientId, Number.POSITIVE_INFINITY]);
}

function answer<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
