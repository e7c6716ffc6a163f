const shared = globalThis as { tetrascope?: Record<string, unknown> };

/** Puts something into `window.tetrascope`, for tests and for a look from a browser's console. Returns what takes it out. */
export function publish(name: string, value: unknown): () => void {
  shared.tetrascope = { ...shared.tetrascope, [name]: value };
  return () => {
    const { tetrascope } = shared;
    if (tetrascope && tetrascope[name] === value) delete tetrascope[name];
  };
}
