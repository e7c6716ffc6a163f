import { worded } from "../../state/wording.ts";
import { Button } from "../../ui/Button.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { count } from "../../ui/words.ts";
import type { RowsShown } from "./rowsShown.ts";

/** How many rows there are, how far they are, what is missing, and which pixel is read. */
export function RowState({ shown, onRetry }: { shown: RowsShown; onRetry: () => void }) {
  const { answers, leftOut, rows } = shown;
  const progress = answers.progress.value;
  const pointed = shown.at.value;
  const missing = rows.value.length - shown.answered.value.length;
  return (
    <div class="rows-state small">
      <span class="muted">
        {rows.value.length === 1
          ? "Only the original so far: mask something, keep it, or add copies of scene 2."
          : `${count(rows.value.length, "image")}.`}
        {leftOut.value > 0 &&
          ` ${leftOut.value.toLocaleString("en")} more would not fit into this browser’s memory: a later layer or fewer clusters leave room.`}
      </span>
      {progress && (
        <div class="rows-progress">
          <ProgressBar
            value={progress.done / progress.total}
            label={`${progress.done} of ${progress.total} answered`}
            secondsLeft={progress.secondsLeft}
          />
        </div>
      )}
      {!progress && missing > 0 && (
        <span class="rows-missing">
          <span role="status">{`${count(missing, "image was", "images were")} not answered; rows say why.`}</span>
          <Button onClick={onRetry}>Try again</Button>
        </span>
      )}
      <span class="rows-pixel muted number" aria-live="polite">
        {pointed
          ? `Row ${pointed.row}, column ${pointed.column}`
          : worded("{Point at} a pixel to read it in every row; Shift and arrow keys move it")}
      </span>
    </div>
  );
}
