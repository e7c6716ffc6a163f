import type { Topic } from "../ui/viewDescription.ts";

/** How one moves and chooses in VR. */
const VR_TOPIC: Topic = {
  id: "vr",
  title: "In VR",
  group: "Controls",
  text: [
    "Point at something and pull the trigger; with a bare hand, bring thumb and forefinger together. What is in reach can be touched with a fingertip too.",
    "Hold the grip, or pinch with a bare hand and move it, to take hold of the scene: one hand moves it, two turn it and change its size. The thumbstick turns you by 30°.",
    "Look at the back of your other wrist for the palette. “Bring here” puts everything before you again. The view never moves by itself.",
  ],
  see: [],
};

/** What the help in VR tells of a scene, first how one moves there. */
export function topicsInVr(topics: readonly Topic[]): readonly Topic[] {
  return [VR_TOPIC, ...topics.filter(({ pageOnly }) => !pageOnly)];
}
