import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import { say } from "../../ui/notice.ts";
import { useStructure } from "../session/useStructure.ts";

/** The dialog that tells how a value is computed; its code is fetched when somebody asks for the first time. */
export function LazyComputed() {
  const { computed } = useStructure();
  const dialog = useSignal<{ Shown: ComponentType } | null>(null);
  const wanted = computed.now.value !== null;
  useEffect(() => {
    if (!wanted || dialog.peek()) return;
    import("./ComputedDialog.tsx").then(
      ({ ComputedDialog }) => {
        dialog.value = { Shown: ComputedDialog };
      },
      () => {
        computed.close();
        say("How this is computed could not be loaded. Reload the page, or try again.");
      },
    );
  }, [wanted, computed, dialog]);
  const Shown = dialog.value?.Shown;
  return wanted && Shown ? <Shown /> : null;
}
