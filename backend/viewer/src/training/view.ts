import type { ViewDescription } from "../ui/viewDescription.ts";

/** Runs that train networks. */
export const trainingView: ViewDescription<"training"> = {
  route: "training",
  title: "Training",
  icon: "curves",
  invitation: "Train a network",
  needs: "choice",
  needsPicture: false,
  code: { load: () => import("./TrainingView.tsx").then((module) => module.TrainingView), rare: true },
  tour: [
    {
      target: "runs",
      title: "Runs",
      text: "Each of these has taught a network to tell pictures apart, or is doing so now. One that is begun elsewhere appears by itself.",
    },
    {
      target: "training-content",
      title: "What came of it",
      text: "The curves as they grow, the layers as they develop, the first layer's kernels, in the end what is taken for what, and the network's blocks, which you can change to train it anew.",
    },
    {
      target: "moments",
      title: "Two moments",
      text: "The network is kept as it was after each epoch. Choose two, or let B go from one to the next.",
    },
    {
      target: "run",
      title: "How well it answers",
      text: "Accuracy is told of pictures that were put aside: the network never learned from them.",
    },
  ],
  topics: () => import("./topics.ts").then((module) => module.TRAINING_TOPICS),
  shortcuts: [
    {
      title: "Blocks that are changed",
      keys: [
        { keys: ["{Ctrl}", "Z"], does: "Undo" },
        { keys: ["{Ctrl}", "Shift", "Z"], does: "Redo" },
      ],
    },
  ],
};
