import { pageSubject } from "../state/subject.ts";
import { StructureWorkbench } from "./StructureWorkbench.tsx";
import { bindToAddress } from "./session/bindToAddress.ts";
import { createStructureSession } from "./session/structureSession.ts";

/** The session of the page's own picture and network: it stays while the person is elsewhere, and the address says it. */
const session = createStructureSession("structure", pageSubject);
bindToAddress(session);

/** Scene 1 at its route. */
export function StructureView() {
  return <StructureWorkbench session={session} />;
}
