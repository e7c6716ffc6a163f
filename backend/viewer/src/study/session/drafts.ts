/** Answers by the question's name within its step. */
export type Drafts = Readonly<Record<string, unknown>>;

/**
 * Answers that are chosen or typed and not given yet, on this device. Local storage, because it takes a change at once:
 * a page that is reloaded in the next moment has it.
 */
export class DraftStore {
  private readonly key: string;

  constructor(name: string) {
    this.key = `${name}.answers`;
  }

  /** Those of a step. */
  of(step: string): Drafts {
    return this.read()[step] ?? {};
  }

  keep(step: string, drafts: Drafts): void {
    this.write({ ...this.read(), [step]: drafts });
  }

  /** They are given now. */
  drop(step: string): void {
    const { [step]: _, ...others } = this.read();
    this.write(others);
  }

  erase(): void {
    this.write({});
  }

  private read(): Record<string, Drafts> {
    try {
      const all: unknown = JSON.parse(localStorage.getItem(this.key) ?? "{}");
      return typeof all === "object" && all !== null ? (all as Record<string, Drafts>) : {};
    } catch {
      return {};
    }
  }

  private write(all: Record<string, Drafts>): void {
    try {
      if (Object.keys(all).length === 0) localStorage.removeItem(this.key);
      else localStorage.setItem(this.key, JSON.stringify(all));
    } catch {
      // Without storage they last until the page is reloaded; each change is an event besides.
    }
  }
}
