import { say } from "../../ui/notice.ts";
import { useLazy } from "../../ui/useLazy.ts";
import { useStructure } from "../session/useStructure.ts";

/** The dialog that compares two images; its code is fetched when somebody asks for the first time. */
export function LazyCompare() {
  const { sides } = useStructure().comparison;
  const Shown = useLazy(
    sides.choice.value.open,
    () => import("./CompareDialog.tsx").then(({ CompareDialog }) => CompareDialog),
    () => {
      sides.choose({ open: false });
      say("The comparison could not be loaded. Reload the page, or try again.");
    },
  );
  return Shown && <Shown />;
}
