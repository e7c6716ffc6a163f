import type { Participation } from "./participation.ts";

/**
 * Lets a participation know what becomes of its page: hidden, closed, shown again, the line back. Whoever closes it is
 * asked first where that would lose something, or leave it on this device alone.
 */
export function followPage(participation: Participation): () => void {
  const onVisibility = () => {
    if (document.visibilityState === "hidden") participation.leave();
    else participation.lookAgain();
  };
  const onHide = () => participation.close();
  const onShow = (event: PageTransitionEvent) => event.persisted && participation.reopen();
  const onOnline = () => participation.lookAgain();
  const onUnload = (event: BeforeUnloadEvent) => {
    const { log, away } = participation;
    participation.answers.tellChanges();
    if (log.unsent.peek() > 0 && (!log.keeps.peek() || away.peek())) event.preventDefault();
  };
  document.addEventListener("visibilitychange", onVisibility);
  addEventListener("pagehide", onHide);
  addEventListener("pageshow", onShow);
  addEventListener("online", onOnline);
  addEventListener("beforeunload", onUnload);
  return () => {
    document.removeEventListener("visibilitychange", onVisibility);
    removeEventListener("pagehide", onHide);
    removeEventListener("pageshow", onShow);
    removeEventListener("online", onOnline);
    removeEventListener("beforeunload", onUnload);
  };
}
