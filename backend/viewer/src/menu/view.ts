import type { ViewDescription } from "../ui/viewDescription.ts";
import { MainMenu } from "./MainMenu.tsx";

/** The main menu: what the page begins with. */
export const menuView: ViewDescription<"menu"> = {
  route: "menu",
  title: "Main menu",
  icon: "home",
  needs: "choice",
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
      title: "The ways in",
      text: "Each of these buttons leads into a scene about the picture: what each layer of the network makes of it, or which parts of it decide the answer.",
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
  topics: () => import("./topics.ts").then((module) => module.MENU_TOPICS),
  shortcuts: [],
};
