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
    see: ["clusters", "classes"],
  },
];
