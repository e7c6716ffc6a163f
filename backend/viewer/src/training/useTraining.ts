import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { Training } from "./training.ts";

/** The runs that the components inside show. */
export const TrainingContext = createContext<Training | null>(null);

/** The runs that a component is about. */
export function useTraining(): Training {
  const training = useContext(TrainingContext);
  if (!training) throw new Error("Expected a TrainingContext around the component, got none.");
  return training;
}
