import type { ShortcutGroup, ViewDescription } from "../ui/viewDescription.ts";

const EVERYWHERE: ShortcutGroup = {
  title: "Everywhere",
  keys: [
    { keys: ["?"], does: "Open this help" },
    { keys: ["Esc"], does: "Close what is open" },
    { keys: ["Tab"], does: "Go to the next control" },
    { keys: ["{Ctrl}", "V"], does: "Paste a picture" },
  ],
};

/** What the keys do: everywhere, and in each view. */
export function shortcutsOf(views: readonly ViewDescription[]): readonly ShortcutGroup[] {
  return [EVERYWHERE, ...views.flatMap((view) => view.shortcuts)];
}
