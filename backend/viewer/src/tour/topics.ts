import { PICTURE_FORMATS } from "../protocol/messages.ts";
import { worded } from "../state/wording.ts";
import { POOL_TOPICS } from "./poolTopics.ts";
import { STRUCTURE_TOPICS } from "./structureTopics.ts";

/** A tutorial panel: what one element of the viewer is and how to use it. */
export interface Topic {
  /** The name by which a HelpButton asks for it. */
  id: string;
  title: string;
  group: "Start" | "Network structure" | "Masks" | "Masked images" | "Controls";
  /** 2 to 4 plain sentences, in paragraphs; to be shown by `worded`. */
  text: readonly string[];
  /** Ids of topics that help to understand this one. */
  see: readonly string[];
}

const START_TOPICS: readonly Topic[] = [
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

const CONTROL_TOPICS: readonly Topic[] = [
  {
    id: "navigation",
    title: "Moving around in a scene",
    group: "Controls",
    text: [
      "{Drag to turn the scene, drag with the right button to move it, and use the wheel to come closer|Drag with one finger to turn the scene, with two to move it, and pinch to come closer}. “Fit” brings everything into view.",
      "With a keyboard, {click} the scene or go to it with Tab first. “Keyboard” in this help lists the keys.",
    ],
    see: ["keyboard"],
  },
  {
    id: "keyboard",
    title: "Keyboard",
    group: "Controls",
    text: [
      "Everything can be done by keyboard alone: Tab goes from one control to the next, and the arrow keys choose within one. The list of keys stands below the topics of this help.",
      "Escape closes what is open. The question mark opens this help.",
    ],
    see: ["navigation"],
  },
  {
    id: "share",
    title: "Sharing a view",
    group: "Controls",
    text: [
      "The address of the page holds what you see: the picture, the network, the masks and the settings, where the camera stands, and which maps or comparison are open. “Copy link to this view”, at the top of the page, copies it.",
      "The link works for people who can reach the same server. A picture of your own opens only while the server or the browser still has it.",
    ],
    see: ["export"],
  },
  {
    id: "export",
    title: "Saving pictures and data",
    group: "Controls",
    text: [
      "The scene can be saved as a PNG picture, just as it is drawn. The numbers behind it can be saved as JSON or as a CSV table for a spreadsheet.",
      "Saved values are those that the server sent: shares and probabilities are between 0 and 1.",
    ],
    see: ["share"],
  },
];

/** All topics, in the order of the help's list. */
export const TOPICS: readonly Topic[] = [...START_TOPICS, ...STRUCTURE_TOPICS, ...POOL_TOPICS, ...CONTROL_TOPICS];

/** The topic of an id; undefined where there is none. */
export function topic(id: string): Topic | undefined {
  return TOPICS.find((one) => one.id === id);
}

/** The topics that hold every word of `query` in their title or text; all where it is empty. */
export function findTopics(query: string): readonly Topic[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return TOPICS.filter((one) => {
    const text = worded([one.title, one.group, ...one.text].join(" ")).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
