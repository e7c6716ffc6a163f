import { afterEach, expect, it, vi } from "vitest";
import { type StoredImage, storedImages, storeImage, unstoreImage } from "../../src/state/imageStore.ts";

const IMAGE = { imageId: "a", added: 1 } as StoredImage;

afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

// happy-dom has no IndexedDB; what the store does where there is one takes a real browser.
it.each([
  ["none", undefined],
  [
    "one that throws, as in a private window",
    {
      open: () => {
        throw new DOMException("no", "SecurityError");
      },
    },
  ],
  [
    "one that fails later",
    {
      open: () => {
        const request = { error: new DOMException("no", "UnknownError"), onerror: () => {} };
        queueMicrotask(() => request.onerror());
        return request;
      },
    },
  ],
])("does without a store where the browser has %s", async (_, indexedDB) => {
  vi.spyOn(console, "info").mockImplementation(() => {});
  vi.stubGlobal("indexedDB", indexedDB);
  await expect(storeImage(IMAGE)).resolves.toBeUndefined();
  await expect(unstoreImage("a")).resolves.toBeUndefined();
  await expect(storedImages()).resolves.toEqual([]);
});
