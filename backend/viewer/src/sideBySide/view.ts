import type { ViewDescription } from "../ui/viewDescription.ts";

/** Two networks on one picture. */
export const sideBySideView: ViewDescription<"side-by-side"> = {
  route: "side-by-side",
  title: "Two networks",
  icon: "compare",
  invitation: "Compare two networks",
  needs: "choice",
  needsPicture: true,
  code: { load: () => import("./SideBySideView.tsx").then((module) => module.SideBySideView), rare: true },
  tour: [],
  topics: () => import("./topics.ts").then((module) => module.SIDE_BY_SIDE_TOPICS),
  shortcuts: [],
};
