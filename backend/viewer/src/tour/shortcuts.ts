/** Keys and what they do, as the help lists them. */
export interface ShortcutGroup {
  title: string;
  keys: readonly { keys: readonly string[]; does: string }[];
}

const CAMERA = [
  { keys: ["+", "−"], does: "Come closer, go away" },
  { keys: ["F"], does: "Fit everything into view" },
  { keys: ["Home"], does: "Back to the first view" },
] as const;

export const SHORTCUTS: readonly ShortcutGroup[] = [
  {
    title: "Everywhere",
    keys: [
      { keys: ["?"], does: "Open this help" },
      { keys: ["Esc"], does: "Close what is open" },
      { keys: ["Tab"], does: "Go to the next control" },
      { keys: ["{Ctrl}", "V"], does: "Paste a picture" },
    ],
  },
  {
    title: "Network structure, in the scene",
    keys: [
      { keys: ["Arrow"], does: "Go from image to image" },
      { keys: ["Shift", "Arrow"], does: "Go from pixel to pixel" },
      { keys: ["Enter"], does: "Open the cluster" },
      ...CAMERA,
    ],
  },
  {
    title: "Masks, on the picture",
    keys: [
      { keys: ["Arrow"], does: "Move the mask to be drawn" },
      { keys: ["Alt", "Arrow"], does: "Move it by one pixel" },
      { keys: ["Shift", "Arrow"], does: "Make it larger or smaller" },
      { keys: ["Enter"], does: "Draw it" },
      { keys: ["Delete"], does: "Remove the mask there" },
      { keys: ["{Ctrl}", "Z"], does: "Undo" },
      { keys: ["{Ctrl}", "Shift", "Z"], does: "Redo" },
    ],
  },
  {
    title: "Masked images, in the scene",
    keys: [{ keys: ["Arrow"], does: "Move the view" }, { keys: ["Shift", "Arrow"], does: "Turn it" }, ...CAMERA],
  },
];
