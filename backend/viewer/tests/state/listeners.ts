import { vi } from "vitest";

/**
 * Lets a test import a module anew, as a page that is loaded: what modules imported before have said they listen to
 * on the window and the document no longer reaches them.
 */
export function watchListeners(): { forget(): void } {
  const undo = [watched(globalThis), watched(document)];
  return {
    forget: () => {
      for (const one of undo) one();
    },
  };
}

function watched(target: Pick<EventTarget, "addEventListener" | "removeEventListener">): () => void {
  const added: Parameters<EventTarget["removeEventListener"]>[] = [];
  const add = target.addEventListener.bind(target);
  const spy = vi.spyOn(target, "addEventListener").mockImplementation((type, listener, options) => {
    added.push([type, listener]);
    add(type, listener, options);
  });
  return () => {
    for (const args of added) target.removeEventListener(...args);
    spy.mockRestore();
  };
}
