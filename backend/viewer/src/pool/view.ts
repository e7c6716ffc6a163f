import { CAMERA_KEYS, SCENE_TITLES, type ViewDescription } from "../ui/viewDescription.ts";

/** Scene 2. */
export const poolView: ViewDescription<"pool"> = {
  route: "pool",
  title: SCENE_TITLES.pool,
  icon: "tetrahedron",
  invitation: "Mask the image",
  needs: "pool",
  needsPicture: true,
  code: { load: () => import("./PoolView.tsx").then((module) => module.PoolView) },
  tour: [
    {
      target: "tetrahedron",
      title: "Few classes, many copies",
      text: "Each small image is the picture with one square hidden. The nearer to a corner, the more probable the corner's class.",
    },
    {
      target: "windows",
      title: "What is hidden",
      text: "The sizes of the hidden squares, how far they move, and what takes their place.",
      inStudy: { text: "The sizes of the hidden squares, and how far they move." },
    },
    {
      target: "boundary",
      title: "Kept or changed",
      text: "What separates the copies that kept the answer from those that lost it.",
    },
    {
      target: "importance",
      title: "What the answer needs",
      text: "Red places are those without which the answer becomes less probable.",
    },
  ],
  topics: () => import("./topics.ts").then((module) => module.POOL_TOPICS),
  shortcuts: [
    {
      title: "Masked images, in the scene",
      keys: [{ keys: ["Arrow"], does: "Move the view" }, { keys: ["Shift", "Arrow"], does: "Turn it" }, ...CAMERA_KEYS],
    },
  ],
};
