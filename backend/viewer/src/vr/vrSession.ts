import { choose } from "../state/choose.ts";
import { inVr } from "../state/headset.ts";

let current: XRSession | null = null;

/** The person is in VR, until the headset's session ends or `leaveVr` is called. */
export function beginVr(session: XRSession): void {
  current = session;
  choose("vr", inVr, true, "entered");
  session.addEventListener("end", () => {
    if (current === session) left();
  });
}

/** Takes the person out of VR, where they are in it. It is told before whatever is told next. */
export function leaveVr(): void {
  const session = current;
  if (!session) return;
  left();
  session.end().catch(() => {}); // it may have ended by itself
}

function left(): void {
  current = null;
  choose("vr", inVr, false, "left");
}
