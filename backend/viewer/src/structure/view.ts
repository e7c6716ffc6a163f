import { CAMERA_KEYS, SCENE_TITLES, type ViewDescription } from "../ui/viewDescription.ts";

/** Scene 1. */
export const structureView: ViewDescription<"structure"> = {
  route: "structure",
  title: SCENE_TITLES.structure,
  icon: "network",
  invitation: "See the network",
  needsPicture: true,
  code: { load: () => import("./StructureView.tsx").then((module) => module.StructureView) },
  tour: [
    {
      target: "columns",
      title: "The network, layer by layer",
      text: "Each column is a layer. Its images stand for groups of similar feature maps: {open} one to see them all, or {point at} a pixel to see what it was computed from.",
    },
    {
      target: "masks",
      title: "Hide a part of the picture",
      text: "Draw on the picture, and the network answers anew while you do.",
      inStudy: { text: "Draw on the picture, and the network answers anew." },
    },
    {
      target: "classes",
      title: "What the network answers",
      text: "The ten most probable classes. Watch them change when you hide something.",
    },
    {
      target: "view",
      title: "Look at it differently",
      text: "More or fewer groups per layer, by another number, other colours, other layers, or a plain list of them.",
      inStudy: { text: "Which of the network's layers are shown." },
    },
    {
      target: "shelf",
      title: "Keep and compare",
      text: "Keep a picture with its masks, return to it, or compare two of them.",
    },
  ],
  topics: () => import("./topics.ts").then((module) => module.STRUCTURE_TOPICS),
  shortcuts: [
    {
      title: "Network structure, in the scene",
      needs: "clusters",
      keys: [
        { keys: ["Arrow"], does: "Go from image to image" },
        { keys: ["Shift", "Arrow"], does: "Go from pixel to pixel" },
        { keys: ["Enter"], does: "Open the cluster" },
        { keys: ["X"], does: "Switch the cluster off or on", needs: "ablation" },
        { keys: ["O"], does: "All layers at once, and back", needs: "choice" },
        ...CAMERA_KEYS,
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
  ],
};
