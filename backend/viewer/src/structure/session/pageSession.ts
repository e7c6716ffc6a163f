import { pageSubject } from "../../state/subject.ts";
import { bindToAddress } from "./bindToAddress.ts";
import { createStructureSession } from "./structureSession.ts";

/** The session of the page's own picture and network: it stays while the person is elsewhere, and the address says it. */
export const pageSession = createStructureSession("structure", pageSubject);
bindToAddress(pageSession);
