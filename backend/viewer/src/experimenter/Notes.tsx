import { useId, useState } from "preact/hooks";
import type { StudyParticipant } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { useDesk } from "./desk.ts";
import { MAX_NOTE } from "./liveStudy.ts";
import { clock } from "./times.ts";
import "../ui/field.css";

/** What was written down about a session, with time and step, and a place to write more. */
export function Notes({ participant: one, now }: { participant: StudyParticipant; now: number }) {
  return (
    <div class="notes">
      {one.notes.length > 0 && (
        <ol class="notes-list">
          {one.notes.map((note) => (
            <li key={`${note.at_ms} ${note.text}`}>
              <p class="small muted number">
                {clock(note.at_ms, now)} · {note.step}
              </p>
              <p class="notes-text">{note.text}</p>
            </li>
          ))}
        </ol>
      )}
      <NoteForm participant={one.participant} />
    </div>
  );
}

function NoteForm({ participant }: { participant: number }) {
  const desk = useDesk();
  const id = useId();
  const [text, setText] = useState(desk.drafts.get(participant) ?? "");
  const [sending, setSending] = useState(false);
  const write = (next: string) => {
    setText(next);
    // Closing the details must not lose it.
    desk.drafts.set(participant, next);
  };
  const send = async () => {
    if (text.trim() === "" || sending) return;
    setSending(true);
    if (await desk.attempt(participant, desk.study.note(participant, text.trim()))) write("");
    setSending(false);
  };
  return (
    <form
      class="notes-form"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <label class="unseen" for={id}>
        Note on participant {participant}
      </label>
      <textarea
        id={id}
        class="field-input notes-input"
        data-note={participant}
        rows={2}
        maxLength={MAX_NOTE}
        placeholder="What you notice; no names"
        value={text}
        onInput={(event) => write(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
          event.preventDefault();
          void send();
        }}
      />
      <Button type="submit" disabled={text.trim() === "" || sending}>
        Write down
      </Button>
    </form>
  );
}
