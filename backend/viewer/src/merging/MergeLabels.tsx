import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useRef } from "preact/hooks";
import { isShown } from "../state/shown.ts";
import type { Subject } from "../state/subject.ts";
import { IconButton } from "../ui/Button.tsx";
import { say } from "../ui/notice.ts";
import { count } from "../ui/words.ts";
import type { SeenLabel } from "./seenLabel.ts";

export interface MergeLabelsProps {
  subject: Subject;
  /** The labels on the screen, the most important first. */
  seen: readonly SeenLabel[];
}

/** Opens the dialog in which labels are merged, whose code is fetched then. In a study its condition says what is merged. */
export function MergeLabels({ subject, seen }: MergeLabelsProps) {
  const dialog = useSignal<{ Shown: ComponentType<MergeLabelsProps & { onClose: () => void }> } | null>(null);
  const open = useSignal(false);
  // While an answer is on its way nothing is on the screen, and the dialog goes on with what was.
  const latest = useRef(seen);
  if (seen.length > 0) latest.current = seen;
  if (!isShown("choice")) return null;
  const merged = subject.merging.labels.value?.length ?? 0;
  const show = () => {
    import("./MergeDialog.tsx").then(
      ({ MergeDialog }) => {
        dialog.value = { Shown: MergeDialog };
        open.value = true;
      },
      () => say("The dialog that merges labels could not be loaded. Reload the page, or try again."),
    );
  };
  const Shown = dialog.value?.Shown;
  return (
    <>
      <IconButton
        icon="merge"
        label={merged === 0 ? "Merge labels…" : `Merge labels… (${count(merged, "merged label")})`}
        onClick={show}
        disabled={latest.current.length === 0}
      />
      {open.value && Shown && <Shown subject={subject} seen={latest.current} onClose={() => (open.value = false)} />}
    </>
  );
}
