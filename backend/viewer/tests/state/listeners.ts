import { vi } from "vitest";

/**
 * Lets a test import a module anew, as a page that is loaded: what modules imported before have said they listen to
 * on the window no longer reaches them.
 */
export function watchListeners(): { forget(): void } {
  const added: Parameters<typeof removeEventListener>[] = [];
  const add = window.addEventListener.bind(window) as (...args: unknown[]) => void;
  const spy = vi.spyOn(globalThis, "addEventListener").mockImplementation((...args: unknown[]) => {
    added.push(args as Parameters<typeof removeEventListener>);
    add(...args);
  });
  return {
    forget: () => {
      for (const args of added) window.removeEventListener(...args);
      spy.mockRestore();
    },
  };
}
