import type { ViewDescription } from "../ui/viewDescription.ts";
import { MainMenu } from "./MainMenu.tsx";
import { MENU_TOPICS } from "./topics.ts";

/** The main menu: what the page begins with. */
export const menuView: ViewDescription<"menu"> = {
  route: "menu",
  title: "Main menu",
  icon: "home",
  needsPicture: false,
  code: { component: MainMenu },
  tour: [
    {
      target: "pictures",
      title: "Begin with a picture",
      text: "Take a sample, or bring your own: {choose a file, drop it anywhere, or paste it|choose a file or take a photo}.",
    },
    {
      target: "network",
      title: "Choose who looks at it",
      text: "Each network has learned to tell things apart in images. The first one is a good start.",
    },
    {
      target: "start",
      title: "Two ways in",
      text: "“See the network” shows what each layer makes of the picture. “Mask the image” hides parts of it and shows which of them decide the answer.",
    },
    {
      target: "scenes",
      title: "Go to and fro",
      text: "The same picture waits in both scenes, so you can change between them at any time.",
    },
    {
      target: "help",
      title: "Ask about anything",
      text: "Question marks explain each part of a scene. All of that is here too, and so is this tour.",
    },
  ],
  topics: MENU_TOPICS,
  shortcuts: [],
};
