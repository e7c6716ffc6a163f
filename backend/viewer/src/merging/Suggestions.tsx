import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { SimilarClasses, SimilarGroup } from "../protocol/messages.ts";
import { ask } from "../state/ask.ts";
import { failed, IDLE, LOADING, type Loadable, ready } from "../state/loadable.ts";
import type { Subject } from "../state/subject.ts";
import { Button } from "../ui/Button.tsx";
import { ClassName } from "../ui/ClassName.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { percent } from "../ui/words.ts";
import type { Draft } from "./draft.ts";
import type { SeenLabel } from "./seenLabel.ts";

/** The most classes that can be asked about, by the protocol. */
export const MAX_ASKED = 64;

/** Groups among the labels on the screen whose weights in the last layer are alike. */
export function Suggestions({ subject, seen, draft }: { subject: Subject; seen: readonly SeenLabel[]; draft: Draft }) {
  const found = useSignal<Loadable<SimilarClasses>>(IDLE);
  const attempt = useSignal(0);
  const classCount = draft.classNames.value.length;
  const classes = seen.map(({ label }) => label.index).filter((index) => index < classCount);
  const asked = [...new Set(classes)].slice(0, MAX_ASKED);
  const key = asked.join(" ");
  const [image_id, network_id] = [subject.imageId.value, subject.networkId.value];
  useEffect(() => {
    if (image_id === null || network_id === null || asked.length < 2) {
      found.value = IDLE;
      return;
    }
    const stop = new AbortController();
    found.value = LOADING;
    const body = { image_id, network_id, ...subject.fitting.request.peek(), classes: asked };
    ask("similar_classes", body, { slot: "similar-classes", signal: stop.signal }).then(
      (answer) => {
        if (answer && !stop.signal.aborted) found.value = ready(answer);
      },
      (error: unknown) => {
        if (!stop.signal.aborted) found.value = failed(error);
      },
    );
    return () => stop.abort();
  }, [image_id, network_id, key, attempt.value]);

  const now = found.value;
  if (now.state === "idle") return null;
  return (
    <section aria-label="Suggestions">
      <h3>Suggestions</h3>
      {now.state === "loading" && <p class="small muted">Comparing the weights of the labels on the screen…</p>}
      {now.state === "failed" && <ErrorNote complaint={now.complaint} onRetry={() => (attempt.value += 1)} />}
      {now.state === "ready" && now.value.groups.length === 0 && <p class="small muted">{now.value.explanation}</p>}
      {now.state === "ready" && (
        <ul class="merging-list">
          {now.value.groups.map((group) => (
            <Group key={group.classes.map(({ index }) => index).join(" ")} group={group} draft={draft} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Group({ group, draft }: { group: SimilarGroup; draft: Draft }) {
  const names = group.classes.map(({ name }) => name).join(", ");
  const pick = () => {
    draft.picked.value = new Set(group.classes.map(({ index }) => index));
    draft.name.value = group.name ?? "";
  };
  return (
    <li class="merging-row">
      <span class="merging-words">
        <span>
          {group.classes.map((label, place) => (
            <span key={label.index}>
              {place > 0 && ", "}
              <ClassName label={label} />
            </span>
          ))}
        </span>
        <span class="small muted">
          {`More alike than ${percent(group.share_below).replace(">", "over ")} of all pairs of labels: cosine ${group.cosine.toFixed(2)}`}
        </span>
      </span>
      <Button kind="quiet" aria-label={`Pick ${names}`} onClick={pick}>
        Pick
      </Button>
    </li>
  );
}
