import { timeLeft } from "../../ui/words.ts";
import type { BoardItem } from "../../vr/board/boardItem.ts";
import { COMPUTED_AGAIN, cancelledWords, progressOf, WINDOWS_WRONG } from "../run/runWords.ts";
import type { PoolSession } from "../session/poolSession.ts";

/** What is going on, as the page's notes say it: progress, what a cancel left, what went wrong. Subscribes. */
export function statusItems(session: PoolSession): readonly BoardItem[] {
  const { run, settings } = session;
  const start = (label: string): BoardItem => ({ kind: "button", label, onPress: () => run.start() });
  const wrong: BoardItem[] = [
    { kind: "text", text: WINDOWS_WRONG.message },
    { kind: "text", text: WINDOWS_WRONG.hint, muted: true },
  ];
  switch (run.status.value) {
    case "running":
      return runningItems(session);
    case "cancelled":
      return [
        { kind: "title", text: "Cancelled." },
        { kind: "text", text: cancelledWords(session) },
        start("Run again"),
      ];
    case "failed": {
      const complaint = run.complaint.value;
      if (settings.problem.value || !complaint) return wrong;
      const hint: BoardItem[] = complaint.hint ? [{ kind: "text", text: complaint.hint, muted: true }] : [];
      return [{ kind: "text", text: complaint.message }, ...hint, start("Try again")];
    }
    case "idle":
      return settings.problem.value ? wrong : [];
    default:
      return [];
  }
}

function runningItems(session: PoolSession): BoardItem[] {
  const { run } = session;
  const { share, stage, secondsLeft, copies } = progressOf(session);
  return [
    { kind: "bar", text: stage, value: timeLeft(secondsLeft, share), share: share ?? 0 },
    { kind: "text", text: copies, muted: true },
    ...(run.again.value ? [{ kind: "text", text: COMPUTED_AGAIN, muted: true } as const] : []),
    { kind: "button", label: "Cancel", onPress: () => run.cancel() },
  ];
}
