import { pageSubject } from "../state/subject.ts";
import { PoolWorkbench } from "./PoolWorkbench.tsx";
import { bindToAddress } from "./session/bindToAddress.ts";
import { createPoolSession } from "./session/poolSession.ts";

/** The session of the page's own picture and network: it goes on while the person is elsewhere, and the address says it. */
const session = createPoolSession("pool", pageSubject);
bindToAddress(session);

/** Scene 2 at its route. */
export function PoolView() {
  return <PoolWorkbench session={session} />;
}
