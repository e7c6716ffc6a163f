import type { StudyParticipant } from "../protocol/messages.ts";
import type { IconName } from "../ui/icons.ts";
import type { ControlAction } from "./liveStudy.ts";

/** What can be done with a session, as a button says it. */
export interface Action {
  action: ControlAction;
  label: string;
  icon: IconName;
  /** The key that does it while the row has the focus. */
  key: string;
}

const START: Action = { action: "start", label: "Start", icon: "play", key: "s" };
const PAUSE: Action = { action: "pause", label: "Pause", icon: "pause", key: "p" };
const RESUME: Action = { action: "resume", label: "Resume", icon: "play", key: "p" };

/** The next thing that can be done with a session as it stands; null where it is over. */
export function nextAction(state: StudyParticipant["state"]): Action | null {
  return { waiting: START, running: PAUSE, paused: RESUME, aborted: null, ended: null }[state];
}

/** Whether it can be aborted. */
export function isOpen(state: StudyParticipant["state"]): boolean {
  return state !== "aborted" && state !== "ended";
}

/** The address that a participant opens; `page` is the experimenter's own. */
export function addressOf({ key }: StudyParticipant, page: string): string {
  return new URL(`study#key=${key}`, page).href;
}

/** Whether an address can be opened on the server's own computer alone. */
export function isLocal(address: string): boolean {
  return /^(localhost|127\.|\[::1\])/.test(new URL(address).host);
}
