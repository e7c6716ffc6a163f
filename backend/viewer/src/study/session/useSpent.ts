import { useEffect, useState } from "preact/hooks";
import { useParticipation } from "./useParticipation.ts";

/** Milliseconds that were spent at the step at hand, without pauses; looked at four times a second. */
export function useSpent(): number {
  const { clock } = useParticipation();
  const [spent, setSpent] = useState(clock.spent());
  useEffect(() => {
    const look = () => setSpent(clock.spent());
    look();
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [clock]);
  return spent;
}
