import type { Topic } from "../ui/viewDescription.ts";

export const SIDE_BY_SIDE_TOPICS: readonly Topic[] = [
  {
    id: "two-networks",
    title: "Two networks side by side",
    group: "Two networks",
    needs: "choice",
    pageOnly: true,
    text: [
      "Both networks see the same picture under the same masks. Their layers stand beside each other where they show the picture about equally small; a layer with none beside it has an empty place there.",
      "{Point at|Touch} a picture, and the same part of the photo is outlined everywhere, on the input too. It is the place that is the same, not what is computed from it: networks of other depths look farther around it.",
    ],
    see: ["clusters", "classes", "two-pools"],
  },
  {
    id: "two-pools",
    title: "Masked copies of two networks",
    group: "Two networks",
    needs: ["choice", "pool"],
    pageOnly: true,
    text: [
      "The same masks are laid for both networks: windows of the same share of each one's input, at the same places of the photo. The table counts whose answer they change; {click} a number to see its copies.",
      "The maps say which pixels each network's own answer needs, and the third where they differ. The rank correlation compares the order of the pixels, not how much they matter.",
    ],
    see: ["two-networks", "importance", "kept-changed"],
  },
];
