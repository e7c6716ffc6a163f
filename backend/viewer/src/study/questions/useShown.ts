import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Answers } from "../session/answers.ts";

/** How much of a question must be in sight for it to be on the screen. */
const SEEN = 0.5;

/** Tells once when a question of a step is on the screen for the first time; the ref is for its element. */
export function useShown(item: string, stepId: string, answers: Answers): RefObject<HTMLDivElement | null> {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
        observer.disconnect();
        answers.shown(item, stepId);
      },
      { threshold: SEEN },
    );
    if (place.current) observer.observe(place.current);
    return () => observer.disconnect();
  }, [item, stepId, answers]);
  return place;
}
