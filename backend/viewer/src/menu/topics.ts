import { PICTURE_FORMATS } from "../protocol/messages.ts";
import type { Topic } from "../ui/viewDescription.ts";

/** Where one begins. */
export const MENU_TOPICS: readonly Topic[] = [
  {
    id: "overview",
    title: "What you can find out here",
    group: "Start",
    text: [
      "A convolutional network reads an image layer by layer and ends with a probability for each class it knows. Tetrascope shows one image on this way.",
      "“Network structure” shows what each layer makes of the image. “Masked images” hides parts of it, one after the other, and shows which parts decide the answer.",
    ],
    see: ["columns", "pool", "pictures"],
  },
  {
    id: "pictures",
    title: "Pictures",
    group: "Start",
    text: [
      "Take one of the samples, or your own picture: {choose a file, drop it anywhere on the page, paste it, or take it with a camera|choose a file, paste it, or take it with the camera}. The server reads " +
        `${PICTURE_FORMATS}; other pictures that your browser shows are converted.`,
      "A network reads a small image of fixed size. Your picture is made to fit it: most often the largest part with the right shape is cut out and scaled.",
      "Your pictures go to the Tetrascope server at this page's address and nowhere else. The server keeps them in memory only; this browser keeps the last twelve for your next visit.",
    ],
    see: ["input", "fit", "networks"],
  },
  {
    id: "fit",
    title: "How the picture fits",
    group: "Start",
    text: [
      "“Crop” cuts a part of the input's shape out of the picture: drag the frame, or go to it with Tab and use the arrow keys, to choose which. “Squash” takes all of the picture and squeezes it into that shape. “Pad” takes all of it as it is and leaves the rest of the input black.",
      "A network answers best for pictures that are brought to it as in its training. Those of the catalog expect a crop; of a model of one's own the training code tells.",
      "Masks are about what enters the network, so they stay in their places there when the fit changes.",
    ],
    see: ["pictures", "input"],
  },
  {
    id: "networks",
    title: "Networks",
    group: "Start",
    text: [
      "Each network in the list has learned to tell classes of images apart. Larger inputs and newer networks tend to answer better, and take longer.",
      "A network works only where its weights, the numbers it has learned, are on the server's machine. For the others the list shows the command that brings them.",
      "A network with random weights has learned nothing: it is there to try things out, and its answers mean nothing.",
    ],
    see: ["classes", "layers-shown"],
  },
];
