/** An image of the person's own, as it is kept in this browser. */
export interface StoredImage {
  imageId: string;
  title: string;
  origin: "upload" | "camera";
  width: number;
  height: number;
  /** See `ChosenImage`; not kept by earlier versions of this page. */
  note?: string | null;
  /** The file as the server takes it. */
  file: Blob;
  thumbnail: Blob | null;
  /** When it was added last, in milliseconds as of `Date.now()`. */
  added: number;
}

const DATABASE = "tetrascope";
const STORE = "images";

/** Every stored image, newest first. None where the browser keeps nothing. */
export async function storedImages(): Promise<StoredImage[]> {
  const images = await inStore<StoredImage[]>("readonly", (store) => store.getAll());
  return (images ?? []).sort((one, other) => other.added - one.added);
}

/** Keeps an image. Where the browser does not let us, the image lasts until the page is reloaded. */
export async function storeImage(image: StoredImage): Promise<void> {
  await inStore("readwrite", (store) => store.put(image));
}

/** Forgets an image. */
export async function unstoreImage(imageId: string): Promise<void> {
  await inStore("readwrite", (store) => store.delete(imageId));
}

/** What is done last in the store; each waits for the one before, so that what was asked for last holds. */
let latest: Promise<unknown> = Promise.resolve();

/** Does one thing in the store after all others; undefined where there is no store, or it fails. */
function inStore<T>(mode: IDBTransactionMode, action: (store: IDBObjectStore) => IDBRequest): Promise<T | undefined> {
  const mine = latest.then(() => doInStore<T>(mode, action));
  latest = mine;
  return mine;
}

async function doInStore<T>(
  mode: IDBTransactionMode,
  action: (store: IDBObjectStore) => IDBRequest,
): Promise<T | undefined> {
  try {
    const database = await opened();
    try {
      const transaction = database.transaction(STORE, mode);
      const request = action(transaction.objectStore(STORE));
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
        transaction.onerror = () => reject(transaction.error);
      });
      return request.result as T;
    } finally {
      database.close();
    }
  } catch (error) {
    console.info("Images are not kept over a reload in this browser.", error);
    return undefined;
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(DATABASE, 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "imageId" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("Another tab holds an older version of the store."));
  });
}
