import { say } from "../../ui/notice.ts";
import { useLazy } from "../../ui/useLazy.ts";
import { useStructure } from "../session/useStructure.ts";

/** The dialog that tells how a value is computed; its code is fetched when somebody asks for the first time. */
export function LazyComputed() {
  const { computed } = useStructure();
  const Shown = useLazy(
    computed.now.value !== null,
    () => import("./ComputedDialog.tsx").then(({ ComputedDialog }) => ComputedDialog),
    () => {
      computed.close();
      say("How this is computed could not be loaded. Reload the page, or try again.");
    },
  );
  return Shown && <Shown />;
}
