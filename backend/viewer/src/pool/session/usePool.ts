import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { PoolSession } from "./poolSession.ts";

/** The session that the components inside show. */
export const PoolContext = createContext<PoolSession | null>(null);

/** The session of the scene 2 that a component is in. */
export function usePool(): PoolSession {
  const session = useContext(PoolContext);
  if (!session) throw new Error("Expected a PoolContext around the component, got none.");
  return session;
}
