import { openTopic } from "../ui/help.ts";
import { say } from "../ui/notice.ts";
import { useLazy } from "../ui/useLazy.ts";
import type { HelpDialogProps } from "./HelpDialog.tsx";

/** The help; its code is fetched when somebody asks for the first time. */
export function LazyHelp(props: HelpDialogProps) {
  const Shown = useLazy(
    openTopic.value !== null,
    () => import("./HelpDialog.tsx").then(({ HelpDialog }) => HelpDialog),
    () => {
      openTopic.value = null;
      say("The help could not be loaded. Reload the page, or try again.");
    },
  );
  return Shown && <Shown {...props} />;
}
