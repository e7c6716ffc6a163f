const PREFIX = "tetrascope.study.reference.";

/**
 * When a participant went to what stands in Tetrascope's place. It is kept for the tab too: a tablet that lacks memory
 * drops a page while another is in front of it, and loads it anew when the participant comes back.
 */
export class OpenedReference {
  private readonly key: string;
  /** By the page's clock; null where it was opened before this page was loaded, and the wall clock has to do. */
  private since: number | null = null;

  constructor(step: string) {
    this.key = PREFIX + step;
  }

  get isOpen(): boolean {
    return this.since !== null || this.stored() !== null;
  }

  open(): void {
    this.since = performance.now();
    try {
      sessionStorage.setItem(this.key, String(Date.now()));
    } catch {
      // Without storage it is forgotten when the page is loaded anew.
    }
  }

  /** How long it was open, in milliseconds. */
  close(): number {
    const duration = this.since === null ? Date.now() - (this.stored() ?? Date.now()) : performance.now() - this.since;
    this.since = null;
    try {
      sessionStorage.removeItem(this.key);
    } catch {
      // There is none.
    }
    return Math.max(0, duration);
  }

  private stored(): number | null {
    try {
      const text = sessionStorage.getItem(this.key);
      return text === null ? null : Number(text);
    } catch {
      return null;
    }
  }
}
