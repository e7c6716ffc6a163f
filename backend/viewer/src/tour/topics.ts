import { inWords, whatIsShown } from "../state/shown.ts";
import { worded } from "../state/wording.ts";
import type { Topic } from "../ui/viewDescription.ts";
import type { ExplainedView } from "./explained.ts";

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
    needs: "choice",
    text: [
      "The address of the page holds what you see: the picture, the network, the masks and the settings, where the camera stands, and which maps or comparison are open. “Copy link to this view”, at the top of the page, copies it.",
      "The link works for people who can reach the same server. A picture of your own opens only while the server or the browser still has it.",
    ],
    see: ["session-file", "export"],
  },
  {
    id: "session-file",
    title: "Saving a session",
    group: "Controls",
    needs: "choice",
    text: [
      "“Save this session as a file”, at the top of the page, keeps the picture, masks, kept images, the settings of both scenes, where the camera stands, and what the network answered. Opened at the main menu like a picture, here or on another machine, it is shown as it was, also where no server answers.",
      "What was not looked at before is not in it; a server is asked for that, where there is one. “Close the session” goes on without what was saved.",
    ],
    see: ["share", "export"],
  },
  {
    id: "export",
    title: "Saving pictures and data",
    group: "Controls",
    needs: "choice",
    text: [
      "The scene can be saved as a PNG picture, just as it is drawn. The numbers behind it can be saved as JSON or as a CSV table for a spreadsheet.",
      "Saved values are those that the server sent: shares and probabilities are between 0 and 1.",
    ],
    see: ["share"],
  },
];

/** What the help tells: of each view in turn, then of what all have in common. */
export function topicsOf(views: readonly ExplainedView[]): readonly Topic[] {
  return inWords(whatIsShown([...views.flatMap((view) => view.topics), ...CONTROL_TOPICS]));
}

/** The topics that hold every word of `query` in their title or text; all where it is empty. */
export function findTopics(topics: readonly Topic[], query: string): readonly Topic[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  return topics.filter((one) => {
    const text = worded([one.title, one.group, ...one.text].join(" ")).toLowerCase();
    return words.every((word) => text.includes(word));
  });
}
