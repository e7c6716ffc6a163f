import { openTopic } from "../ui/help.ts";
import { say } from "../ui/notice.ts";
import { useLazy } from "../ui/useLazy.ts";
import type { Topic, ViewDescription } from "../ui/viewDescription.ts";
import type { HelpDialogProps } from "./HelpDialog.tsx";

interface LazyHelpProps extends Omit<HelpDialogProps, "views"> {
  views: readonly ViewDescription[];
}

/** The help; its code and what it says are fetched when somebody asks for the first time. */
export function LazyHelp(props: LazyHelpProps) {
  const Shown = useLazy<LazyHelpProps>(
    openTopic.value !== null,
    () => load(props.views),
    () => {
      openTopic.value = null;
      say("The help could not be loaded. Reload the page, or try again.");
    },
  );
  return Shown && <Shown {...props} />;
}

async function load(all: readonly ViewDescription[]) {
  const [{ HelpDialog }, { explained }] = await Promise.all([import("./HelpDialog.tsx"), import("./explained.ts")]);
  const told = new Map<string, readonly Topic[]>((await explained(all)).map(({ route, topics }) => [route, topics]));
  return ({ views, here }: LazyHelpProps) => (
    <HelpDialog views={views.map((view) => ({ ...view, topics: told.get(view.route) ?? [] }))} here={here} />
  );
}
