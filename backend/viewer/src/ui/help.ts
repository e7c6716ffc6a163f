import { signal } from "@preact/signals";

/** The tutorial topic that is open; `""` for the list of all, null for none. The dialog itself lives in `tour/`. */
export const openTopic = signal<string | null>(null);
