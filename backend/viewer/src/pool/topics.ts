import type { Topic } from "../ui/viewDescription.ts";

/** Scene 2. */
export const POOL_TOPICS: readonly Topic[] = [
  {
    id: "pool",
    title: "Masked images",
    group: "Masked images",
    text: [
      "A square window slides over the image. At each place it hides what is below it, and the network is asked again. All these copies together are the pool.",
      "Copies that lose the answer of the whole image show where the evidence for it lies.",
    ],
    see: ["windows", "tetrahedron", "importance"],
  },
  {
    id: "tetrahedron",
    title: "Tetrahedron",
    group: "Masked images",
    text: [
      "The corners stand for four classes: those with the highest probability summed over the pool. Each small image inside is one masked copy of the picture. A network of three classes has a triangle, one of two a segment.",
      "The nearer a copy is to a corner, the more probable that class is among those at the corners.",
    ],
    see: ["position", "selection", "outside"],
  },
  {
    id: "arrangements",
    title: "Arrangements",
    group: "Masked images",
    pageOnly: true,
    text: [
      "The copies can be seen in three ways. In the tetrahedron, the thesis’s, they stand between the four labels. On the photo, each stands in the middle of what it hides, on one photo for each window size, and shows the photo there: red where hiding it makes the label examined less probable, blue where more.",
      "By the drop, they stand in rows, those that take most from the label examined first; before each row you read the change of its first copy.",
      "What is chosen or filtered stays as it is. The last two have all copies of the pool, because there is room for them.",
    ],
    see: ["tetrahedron", "importance", "selection", "thumbnails"],
  },
  {
    id: "thumbnails",
    title: "Pictures that keep their size",
    group: "Masked images",
    needs: "choice",
    pageOnly: true,
    text: [
      "Copies get larger as you come closer, as things in a room do, and so hide each other as much as before. Where their pictures keep their size on the screen instead, they part.",
      "From near by each is a picture; farther away they get smaller, down to a dot in the colour of the copy’s answer. {Point at} one to see it large.",
    ],
    see: ["arrangements", "selection"],
  },
  {
    id: "position",
    title: "Position",
    group: "Masked images",
    text: [
      "A copy stands at the mean of the corners, each weighted by the probability of its class. A copy that is sure of one class stands at its corner; one that wavers between two stands on the edge between them.",
      "Copies that would stand on one another are moved apart a little; those on a segment only up and down, so that along it their place is exact.",
    ],
    see: ["tetrahedron", "outside"],
  },
  {
    id: "position-scale",
    title: "Places by logarithms",
    group: "Masked images",
    pageOnly: true,
    text: [
      "Where the network is sure of one label, all copies crowd at its corner. By logarithms they spread: each corner then weighs by ln(p / 0.0001), p being the probability of its label, or by nothing where p is 0.0001 or less. So 94%, 1% and 0.1% weigh about 9, 5 and 2.",
      "Such places exaggerate small probabilities; the scene says when they are in use. In both scales thin lines part the regions in which one corner’s label is the most probable of those at the corners.",
    ],
    see: ["position", "tetrahedron"],
  },
  {
    id: "outside",
    title: "Outside",
    group: "Masked images",
    text: [
      "The corners are not the whole truth where the network knows more classes. “Outside” is the probability of all others together; of independent labels, their share of all probabilities.",
      "A copy with a high share outside says little about the classes at the corners, wherever it stands. The filter leaves such copies out.",
    ],
    see: ["position", "filters"],
  },
  {
    id: "selection",
    title: "Which copies are drawn",
    group: "Masked images",
    text: [
      "Hundreds of pictures would be a cloud, so a selection is drawn. The labels at the corners take turns, each taking the copy in which it is most probable among those not yet taken, until each has the same number.",
      "You can change this number, or show all copies of the pool.",
    ],
    see: ["tetrahedron", "filters"],
  },
  {
    id: "kept-changed",
    title: "Kept and changed",
    group: "Masked images",
    text: [
      "“Kept” copies have the same most probable class as the whole image; “changed” copies have another. What a changed copy hides mattered for the answer.",
      "Where labels are independent, a copy is kept if the label examined is on the same side of its threshold, a probability of 0.5, as for the whole image. You choose the label with the windows.",
      "A kept copy is a square with square corners. A changed copy has its top right corner cut, so the two can be told apart without colour.",
    ],
    see: ["boundary", "importance"],
  },
  {
    id: "boundary",
    title: "Boundary",
    group: "Masked images",
    text: [
      "A linear support vector machine looks for the boundary between kept and changed copies, in the space of the network's standardised logits, the numbers before the last step to probabilities.",
      "Accuracy says how many copies are on the right side. The cross-validated accuracy is measured on copies left out of the fit, and is the honest number.",
      "If all copies kept the label, or all changed it, there is no boundary. That is a finding, not a fault.",
    ],
    see: ["support-vectors", "kept-changed"],
  },
  {
    id: "support-vectors",
    title: "Support vectors",
    group: "Masked images",
    text: [
      "Support vectors are the copies that hold the boundary in its place: those nearest to it, or on its wrong side. They wear a {black} border, and nothing else does.",
      "They are the undecided cases. A small change more, and the answer would change.",
    ],
    see: ["boundary", "filters"],
  },
  {
    id: "importance",
    title: "Importance",
    group: "Masked images",
    text: [
      "For each pixel: how much the probability of the label examined falls, the original's most probable one unless you choose another, on average, over the copies that hide it. Red means that the label needs this place; blue, that hiding it makes the label more probable.",
      "The stronger the colour, the larger the change. {Point at} the picture to read the number.",
      "Whether the map is right can be tried: its most important pixels are hidden first, which should take the probability down at once, then shown alone, which should bring it back soon. A map that knows nothing, made of the same drops in another order, says how soon is soon. Another fill should rank the pixels alike.",
    ],
    see: ["pool", "windows", "fills"],
  },
  {
    id: "importance-copies",
    title: "From the map to the copies and back",
    group: "Masked images",
    pageOnly: true,
    text: [
      "{Point at} a pixel of the importance map, and the copies that hide it stay in colour while all others fade: its value is the mean over just these. {Click to keep the pixel while you point at the copies; Escape lets go of it|It stays until you let go of it}.",
      "{Point at} a copy, and the square that it hides is outlined on the map.",
    ],
    see: ["importance", "windows"],
  },
  {
    id: "windows",
    title: "Windows and stride",
    group: "Masked images",
    text: [
      "A window's size is the side of the hidden square, in pixels of the network's input. Its stride is the distance between two places of the window. The last window of each row and column stands flush with the edge, so every pixel is covered.",
      "Small windows and strides look closer and take more copies: half the stride means about four times as many. To begin with there are three sizes, about 1/8, 1/4 and 3/8 of the side, with a stride of half a window.",
      "“Refine where it matters” saves time: the larger windows go first, and the smallest one follows only over the quarter of its places that they found most important. The labels and the boundary then lean towards that part of the picture.",
    ],
    see: ["pool", "importance", "fills"],
  },
  {
    id: "filters",
    title: "Filters",
    group: "Masked images",
    text: [
      "Filters choose which copies are drawn: those of one label, support vectors alone, or those whose share outside the labels at the corners stays below a limit.",
      "They hide and never delete. Nothing is computed again.",
    ],
    see: ["selection", "support-vectors", "outside"],
  },
  {
    id: "progress",
    title: "While it computes",
    group: "Masked images",
    text: [
      "Copies appear as the network answers. The corners can still change on the way, when other classes come to lead; the copies then move to their new places.",
      "Cancel at any time. What the server has finished comes back at once when you ask again.",
    ],
    see: ["pool", "tetrahedron"],
  },
];
