import type { ComponentType } from "preact";
import type { Part } from "../protocol/part.ts";
import type { IconName } from "./icons.ts";

/** What the page knows of a view: how it is reached, what it is called, what brings its code, and how it is explained. */
export interface ViewDescription<Route extends string = string> {
  /** Its part of the address: `#/route`. */
  readonly route: Route;
  readonly title: string;
  readonly icon: IconName;
  /** What the main menu's button to it says, where that is not its title. */
  readonly invitation?: string;
  /** The part without which there is none of it. */
  readonly needs?: Part;
  /** Whether it is about the chosen picture, so that there is none without one. */
  readonly needsPicture: boolean;
  /**
   * Its component, which is told of all views; or, for all but what is shown first, what fetches it: ahead, while the person
   * chooses a picture, or where few come to it (`rare`), when it is opened.
   */
  readonly code:
    | { readonly component: ComponentType<Views> }
    | { readonly load: () => Promise<ComponentType>; readonly rare?: true };
  /** The stops of its tour, offered on the first visit and by the help. */
  readonly tour: readonly TourStop[];
  /** What the help says of its elements, or what fetches that when the help is opened. */
  readonly topics: readonly Topic[] | (() => Promise<readonly Topic[]>);
  /** Keys that it has of its own. */
  readonly shortcuts: readonly ShortcutGroup[];
}

/** What the two scenes are called. */
export const SCENE_TITLES = { structure: "Network structure", pool: "Masked images" } as const;

/** The views that a page has. */
export interface Views {
  readonly views: readonly ViewDescription[];
}

/** One stop of a tour: words beside a real element. */
export interface TourStop {
  /** The element's `data-tour`. */
  readonly target: string;
  readonly title: string;
  /** To be shown by `worded`. */
  readonly text: string;
  /** What is said in its place in a study, where some of what it tells of is hidden. */
  readonly inStudy?: { readonly text: string };
}

/** A tutorial panel: what one element of the viewer is and how to use it. */
export interface Topic {
  /** The name by which a HelpButton asks for it. */
  readonly id: string;
  readonly title: string;
  /** The heading under which the help lists it. */
  readonly group: string;
  /** The part that it is about, without which it is not told; of several, all. */
  readonly needs?: Part | readonly Part[];
  /** It is about something that the page has and VR has not. */
  readonly pageOnly?: boolean;
  /** 2 to 4 plain sentences, in paragraphs; to be shown by `worded`. */
  readonly text: readonly string[];
  /** What is said in its place in a study, where some of what it tells of is hidden. */
  readonly inStudy?: { readonly title?: string; readonly text: readonly string[] };
  /** Ids of topics that help to understand this one. */
  readonly see: readonly string[];
}

/** Keys and what they do, as the help lists them. */
export interface ShortcutGroup {
  readonly title: string;
  readonly needs?: Part;
  readonly keys: readonly { readonly keys: readonly string[]; readonly does: string; readonly needs?: Part }[];
}

/** Keys that every scene has. */
export const CAMERA_KEYS: ShortcutGroup["keys"] = [
  { keys: ["+", "−"], does: "Come closer, go away" },
  { keys: ["F"], does: "Fit everything into view" },
  { keys: ["Home"], does: "Back to the first view" },
];
