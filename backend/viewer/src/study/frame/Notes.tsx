import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import "./notes.css";

/** What the participant should know of the page besides the study: lines below its bar. */
export function Notes() {
  const { away, log, session, state } = useParticipation();
  const over = state.value === "ended" || state.value === "aborted";
  return (
    <div role="status">
      {away.value && (
        <Note kind="warning" icon="offline">
          <strong>The server does not answer.</strong>{" "}
          {log.keeps.value
            ? "What you do is kept on this device, and sent as soon as the server is back."
            : "What you do is kept in this page, and sent as soon as the server is back. Please leave it open."}
        </Note>
      )}
      {!log.keeps.value && !away.value && !(over && log.unsent.value === 0) && (
        <Note kind="warning" icon="warning">
          <strong>This browser keeps nothing on its disk</strong>, because its window is private or the disk is full.
          Please leave this page open until the end.
        </Note>
      )}
      {session.value.simulated && (
        <Note kind="plain" icon="info">
          <strong>Dry run.</strong> Nothing of this counts.
        </Note>
      )}
    </div>
  );
}

function Note({ kind, icon, children }: { kind: "warning" | "plain"; icon: IconName; children: ComponentChildren }) {
  return (
    <div class="study-note" data-kind={kind}>
      <Icon name={icon} />
      <p>{children}</p>
    </div>
  );
}
