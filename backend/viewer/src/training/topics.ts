import type { Topic } from "../ui/viewDescription.ts";

/** What is said of training. */
export const TRAINING_TOPICS: readonly Topic[] = [
  {
    id: "training-runs",
    title: "Training a network",
    group: "Training",
    needs: "choice",
    pageOnly: true,
    text: [
      "A run teaches a network to tell classes of pictures apart: the handwritten digits that come with it, or the operator's own folders of pictures. From scratch, all layers of a small network learn; a head is one new layer on a network that has learned before, whose own layers stay as they are.",
      "A part of each class is put aside: the network never learns from it, and is tried on it after every epoch, when it has seen all other pictures once. Runs go on when this page is closed, and those that are begun elsewhere appear here. The trained network is then offered wherever a network is chosen.",
    ],
    see: ["training-curves", "training-moments", "training-results", "training-blocks", "networks"],
  },
  {
    id: "training-curves",
    title: "Curves of a run",
    group: "Training",
    needs: "choice",
    pageOnly: true,
    text: [
      "Loss says how sure the network is of wrong answers, accuracy how many are right. Solid lines are of the pictures that it learns from, while it learns; dashed ones, with a dot for each epoch, of those that were put aside.",
      "Where the loss of what was put aside rises while the other falls, the network learns its pictures by heart. Accuracy on what was put aside tells what to expect of new pictures of the same kind; it tells too much where nearly the same picture lies on both sides.",
    ],
    see: ["training-runs", "training-moments"],
  },
  {
    id: "training-moments",
    title: "Two moments of a run",
    group: "Training",
    needs: "choice",
    pageOnly: true,
    text: [
      "After an epoch the network is kept as it was then; of very long runs some epochs are given up. A and B are two of these moments: “Layers” shows what the network makes of your picture at both, “First layer” its kernels. B follows the newest epoch until you choose another, and “Play” leads it from epoch to epoch.",
      "Clusters are made anew at each moment, so one of them need not hold the same maps at both. Of a head only the last layer learns: its other layers stay as they are, and only the answers move.",
    ],
    see: ["training-curves", "two-networks"],
  },
  {
    id: "training-results",
    title: "Results of a run",
    group: "Training",
    needs: "choice",
    pageOnly: true,
    text: [
      "When a run has finished, the network is tried once more on what was put aside. The table has a row for each right class and a column for each answer: numbers off the diagonal are pictures that were taken for another class.",
      "The worst pictures are those whose right class was given the least. Look whether they are labelled wrongly, cut badly, or hard for you too.",
    ],
    see: ["training-curves", "training-runs"],
  },
  {
    id: "training-blocks",
    title: "Blocks of a network",
    group: "Training",
    needs: "choice",
    pageOnly: true,
    text: [
      "A network from scratch is a list of blocks, one after another: convolutions look for patterns, poolings make maps smaller, activations bend each value, normalisations keep values in range, dropout hinders learning by heart, and dense blocks answer. Beside each block stand rows × columns × channels of what it gives out, its parameters, and how many pixels of the picture one of its values sees.",
      "“Change and retrain” lets you add, remove, move and set blocks; every edit is measured at once, and the first block that does not fit says why. A block keeps its weights where its name and all that shapes them stayed, and as many channels come in as before. “Train this” begins a run of its own: the run that it came from stays as it is, and both curves are drawn over each other. Weights that were kept have learned before, and one seed is one try: small differences may be chance.",
    ],
    see: ["training-runs", "training-curves", "two-networks"],
  },
];
