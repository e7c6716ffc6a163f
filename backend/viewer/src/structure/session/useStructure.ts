import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { StructureSession } from "./structureSession.ts";

/** The session that the components inside show. */
export const StructureContext = createContext<StructureSession | null>(null);

/** The session of the scene 1 that a component is in. */
export function useStructure(): StructureSession {
  const session = useContext(StructureContext);
  if (!session) throw new Error("Expected a StructureContext around the component, got none.");
  return session;
}
