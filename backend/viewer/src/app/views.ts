import { menuView } from "../menu/view.ts";
import { poolView } from "../pool/view.ts";
import { sideBySideView } from "../sideBySide/view.ts";
import { HOME, type View } from "../state/address.ts";
import { structureView } from "../structure/view.ts";
import { trainingView } from "../training/view.ts";
import type { ViewDescription } from "../ui/viewDescription.ts";

/** Every view of the page, as the header and the help list them. To add one, add its description here. */
const REGISTERED = [menuView, structureView, poolView, sideBySideView, trainingView] as const;

declare module "../state/hash.ts" {
  interface Register {
    view: (typeof REGISTERED)[number]["route"];
  }
}

/** A view that this page has. */
export type PageView = ViewDescription<View>;

export const VIEWS: readonly PageView[] = REGISTERED;

/** The view of a route; home where there is none, or the first where there is no home either. */
export function viewAt(views: readonly PageView[], route: View): PageView {
  return (
    views.find((view) => view.route === route) ?? views.find((view) => view.route === HOME) ?? views[0] ?? menuView
  );
}
