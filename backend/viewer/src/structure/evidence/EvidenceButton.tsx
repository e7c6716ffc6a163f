import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { Button } from "../../ui/Button.tsx";
import { say } from "../../ui/notice.ts";

/** Opens what speaks for the classes; the dialog's code is fetched when somebody asks for the first time. */
export function EvidenceButton() {
  const dialog = useSignal<{ Shown: ComponentType<{ onClose: () => void }> } | null>(null);
  const open = useSignal(false);
  const ask = () => {
    open.value = true;
    if (dialog.peek()) return;
    import("./EvidenceDialog.tsx").then(
      ({ EvidenceDialog }) => {
        dialog.value = { Shown: EvidenceDialog };
      },
      () => {
        open.value = false;
        say("What speaks for a class could not be loaded. Reload the page, or try again.");
      },
    );
  };
  const Shown = dialog.value?.Shown;
  return (
    <>
      <Button icon="bars" onClick={ask}>
        What speaks for it?
      </Button>
      {open.value && Shown && (
        <Shown
          onClose={() => {
            open.value = false;
          }}
        />
      )}
    </>
  );
}
