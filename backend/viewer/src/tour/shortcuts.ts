import { whatIsShown } from "../state/shown.ts";
import type { ShortcutGroup, ViewDescription } from "../ui/viewDescription.ts";

const EVERYWHERE: ShortcutGroup = {
  title: "Everywhere",
  keys: [
    { keys: ["?"], does: "Open this help" },
    { keys: ["Esc"], does: "Close what is open" },
    { keys: ["Tab"], does: "Go to the next control" },
    { keys: ["{Ctrl}", "V"], does: "Paste a picture", needs: "choice" },
  ],
};

/** What the keys do: everywhere, and in each view. */
export function shortcutsOf(views: readonly ViewDescription[]): readonly ShortcutGroup[] {
  const groups = whatIsShown([EVERYWHERE, ...views.flatMap((view) => view.shortcuts)]);
  return groups.map((group) => ({ ...group, keys: whatIsShown(group.keys) }));
}
