import { useEffect } from "preact/hooks";
import { headset, inVr } from "../state/headset.ts";
import { isShown } from "../state/shown.ts";
import { Button } from "../ui/Button.tsx";
import { say } from "../ui/notice.ts";
import { briefing, offer } from "./offer.ts";
import { beginVr } from "./vrSession.ts";

const room = () => import("./VrRoom.ts");

/** The way into VR, where the browser has one and a study's condition offers it. */
export function EnterVr() {
  const there = headset.value && isShown("vr");
  useEffect(() => {
    // Its code is here before it is wanted: a browser lets a page into VR only soon after a press.
    if (there) void room().catch(() => {}); // said when it is entered
  }, [there]);
  if (!there) return null;
  return (
    <Button icon="headset" disabled={inVr.value} onClick={() => void enter()}>
      Enter VR
    </Button>
  );
}

async function enter(): Promise<void> {
  let session: XRSession;
  try {
    session = await (navigator.xr as XRSystem).requestSession("immersive-vr", {
      requiredFeatures: ["local-floor"],
      optionalFeatures: ["hand-tracking"],
    });
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    say(`The headset could not be entered: ${why} Put it on, close what else uses it, and try again.`);
    return;
  }
  beginVr(session);
  let left = false;
  session.addEventListener("end", () => {
    left = true;
  });
  try {
    const { VrRoom } = await room();
    const made = await VrRoom.open(session, offer, briefing);
    if (left) made.dispose();
    else session.addEventListener("end", () => made.dispose());
  } catch (error) {
    if (left) return; // who has taken the headset off again knows why there is no room
    say(error instanceof Error ? error.message : "VR could not be drawn. Try again.");
    await session.end().catch(() => {}); // it may have ended by itself
  }
}
