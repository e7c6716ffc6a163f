import { wayToMenu } from "../../state/wayToMenu.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { GoneImage } from "../../ui/GoneImage.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { usePool } from "../session/usePool.ts";
import { COMPUTED_AGAIN, cancelledWords, progressOf, WINDOWS_WRONG } from "./runWords.ts";
import "./status.css";

/** What is going on, over the scene: progress, what a cancel left, what went wrong. */
export function StatusNotes() {
  return (
    <div class="pool-status">
      <Note />
    </div>
  );
}

function Note() {
  const { run, settings } = usePool();
  const { status } = run;
  const { problem } = settings;
  switch (status.value) {
    case "running":
      return <RunningNote />;
    case "cancelled":
      return <CancelledNote />;
    case "failed":
      return problem.value ? <WindowsNote /> : <FailedNote />;
    case "idle":
      return problem.value ? <WindowsNote /> : null;
    default:
      return null;
  }
}

function RunningNote() {
  const session = usePool();
  const { run } = session;
  const { share, stage, secondsLeft, copies } = progressOf(session);
  return (
    <div class="pool-note" data-tour="progress">
      <ProgressBar value={share} label={stage} secondsLeft={secondsLeft} />
      <div class="pool-note-foot">
        <span class="small muted number">{copies}</span>
        <Button kind="quiet" icon="stop" onClick={() => run.cancel()}>
          Cancel
        </Button>
      </div>
      {run.again.value && (
        <p class="muted" role="status">
          {COMPUTED_AGAIN}
        </p>
      )}
    </div>
  );
}

/** Which window is wrong, and why, stands below the windows; the server's own words for it would say it twice. */
function WindowsNote() {
  return <ErrorNote complaint={WINDOWS_WRONG} />;
}

function FailedNote() {
  const { run } = usePool();
  const { value } = run.complaint;
  if (!value) return null;
  return (
    <div class="pool-failed">
      {value.code === "unknown_image" ? (
        <GoneImage onChoose={wayToMenu()} />
      ) : (
        <ErrorNote complaint={value} onRetry={() => run.start()} />
      )}
    </div>
  );
}

function CancelledNote() {
  const session = usePool();
  return (
    <div class="pool-note" role="status">
      <p>
        <strong>Cancelled.</strong> {cancelledWords(session)}
      </p>
      <div class="pool-note-foot">
        <Button icon="play" onClick={() => session.run.start()}>
          Run again
        </Button>
      </div>
    </div>
  );
}
