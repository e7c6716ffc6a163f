import type { ViewDescription } from "../ui/viewDescription.ts";
import { SIDE_BY_SIDE_TOPICS } from "./topics.ts";

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
  topics: SIDE_BY_SIDE_TOPICS,
  shortcuts: [],
};
