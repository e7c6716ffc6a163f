import { useComputed, useSignal } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { ask } from "../../state/ask.ts";
import { Dialog } from "../../ui/Dialog.tsx";
import { useStructure } from "../session/useStructure.ts";
import { RowState } from "./RowState.tsx";
import { RowTable } from "./RowTable.tsx";
import { RowTools } from "./RowTools.tsx";
import { RowAnswers } from "./rowAnswers.ts";
import { RowsShown } from "./rowsShown.ts";
import "./layerRows.css";

/** One layer over many images: a row for each, a column for each cluster of the original, and what differs. */
export function LayerRowsDialog() {
  const session = useStructure();
  const shown = useMemo(() => {
    const answers = new RowAnswers(session.layerRows.known, (body, slot, signal) =>
      ask("layers", body, { slot: `${session.slot}-rows-${slot}`, signal }),
    );
    return new RowsShown(session, answers);
  }, [session]);
  const attempt = useSignal(0);
  const rows = useComputed(() => shown.rows.value).value;
  const again = attempt.value;
  useEffect(() => shown.answers.ask(rows), [shown, rows, again]);
  useEffect(() => () => shown.answers.stop(), [shown]);
  return (
    <Dialog
      title="One layer over many images"
      open
      onClose={() => session.layerRows.close()}
      wide
      class="layer-rows"
      foot={<RowState shown={shown} onRetry={() => (attempt.value += 1)} />}
    >
      <RowTools shown={shown} />
      <RowTable shown={shown} />
    </Dialog>
  );
}
