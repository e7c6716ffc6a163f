import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Participation } from "./participation.ts";

/** The participation that the components inside show. */
export const ParticipationContext = createContext<Participation | null>(null);

/** The participation that a component is in. */
export function useParticipation(): Participation {
  const participation = useContext(ParticipationContext);
  if (!participation) throw new Error("Expected a ParticipationContext around the component, got none.");
  return participation;
}
