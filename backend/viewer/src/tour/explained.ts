import type { Topic, ViewDescription } from "../ui/viewDescription.ts";

/** A view with what the help says of it. */
export interface ExplainedView extends ViewDescription {
  readonly topics: readonly Topic[];
}

/** The views with their topics, which are fetched where they are not here. */
export async function explained(views: readonly ViewDescription[]): Promise<readonly ExplainedView[]> {
  return Promise.all(
    views.map(async (view) => ({
      ...view,
      topics: typeof view.topics === "function" ? await view.topics() : view.topics,
    })),
  );
}
