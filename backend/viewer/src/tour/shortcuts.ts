/** Keys and what they do, as the help lists them. */
export interface ShortcutGroup {
  title: string;
  keys: readonly { keys: readonly string[]; does: string }[];
}

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: "Everywhere",
    keys: [
      { keys: ["?"], does: "Open this help" },
      { keys: ["Esc"], does: "Close what is open" },
      { keys: ["Tab"], does: "Go to the next control" },
      { keys: ["Ctrl", "V"], does: "In the menu: paste a picture" },
    ],
  },
  {
    title: "In a scene",
    keys: [
      { keys: ["←", "→", "↑", "↓"], does: "Move the view" },
      { keys: ["Shift", "arrow"], does: "Turn the scene" },
      { keys: ["+", "−"], does: "Come closer, go away" },
      { keys: ["F"], does: "Fit everything into view" },
      { keys: ["Home"], does: "Go back to the beginning" },
    ],
  },
  {
    title: "Masks",
    keys: [
      { keys: ["Ctrl", "Z"], does: "Undo" },
      { keys: ["Ctrl", "Shift", "Z"], does: "Redo" },
    ],
  },
];
