import { connection } from "../../state/connection.ts";
import { wayToMenu } from "../../state/wayToMenu.ts";
import { Button } from "../../ui/Button.tsx";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { GoneImage } from "../../ui/GoneImage.tsx";
import { ProgressBar } from "../../ui/Progress.tsx";
import { ofCopies } from "../images/facts.ts";
import { usePool } from "../session/usePool.ts";
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
  const { run, settings } = usePool();
  const { progress, again } = run;
  const { copies } = settings;
  const { done = 0, total = copies.value, seconds_left = null, stage = "Asking the server" } = progress.value ?? {};
  const lost = connection.value.status === "lost";
  return (
    <div class="pool-note" data-tour="progress">
      <ProgressBar
        value={progress.value && total > 0 ? done / total : null}
        label={lost ? "Waiting for the server" : stage}
        secondsLeft={lost ? null : seconds_left}
      />
      <div class="pool-note-foot">
        <span class="small muted number">
          {total > 0 ? `${done.toLocaleString("en")} of ${total.toLocaleString("en")}` : "Preparing"}
        </span>
        <Button kind="quiet" icon="stop" onClick={() => run.cancel()}>
          Cancel
        </Button>
      </div>
      {again.value && (
        <p class="muted" role="status">
          The server lost it on the way and computes the pool again. What had arrived stays until then.
        </p>
      )}
    </div>
  );
}

/** Which window is wrong, and why, stands below the windows; the server's own words for it would say it twice. */
function WindowsNote() {
  return (
    <ErrorNote complaint={{ message: "No pool can be made of these windows.", hint: "Change them, then run it." }} />
  );
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
  const { run, settings } = usePool();
  const arrived = run.pool.value?.images.length ?? 0;
  const total = run.progress.value?.total ?? settings.copies.value;
  return (
    <div class="pool-note" role="status">
      <p>
        <strong>Cancelled.</strong>{" "}
        {arrived === 0
          ? "Nothing had arrived yet."
          : `${ofCopies(arrived, total)} had arrived and stay on screen. The selection, the importance and the boundary need the whole pool.`}
      </p>
      <div class="pool-note-foot">
        <Button icon="play" onClick={() => run.start()}>
          Run again
        </Button>
      </div>
    </div>
  );
}
