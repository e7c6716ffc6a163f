import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { SideBySide } from "./sideBySide.ts";

/** The two networks that the components inside show. */
export const SideBySideContext = createContext<SideBySide | null>(null);

/** The two networks that a component is about. */
export function useSideBySide(): SideBySide {
  const both = useContext(SideBySideContext);
  if (!both) throw new Error("Expected a SideBySideContext around the component, got none.");
  return both;
}
