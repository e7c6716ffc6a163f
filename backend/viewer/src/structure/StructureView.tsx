import { StructureWorkbench } from "./StructureWorkbench.tsx";
import { pageSession } from "./session/pageSession.ts";

/** Scene 1 at its route. */
export function StructureView() {
  return <StructureWorkbench session={pageSession} />;
}
