import { computed, type Signal, signal } from "@preact/signals";
import { useEffect, useMemo, useState } from "preact/hooks";
import type { SessionStep } from "../../protocol/messages.ts";
import { useVrBriefing } from "../../vr/offer.ts";
import { timeWords } from "../session/timeWords.ts";
import { useParticipation } from "../session/useParticipation.ts";
import { finishStep } from "./finishStep.ts";
import { stepBriefing } from "./stepBriefing.ts";

interface ShownStep {
  step: SessionStep;
  title: string;
  told: Signal<boolean>;
  asking: Signal<boolean>;
}

/** Has in VR what the page has around the scenes of a step. */
export function useStepBriefing({ step, title, told, asking }: ShownStep): void {
  const participation = useParticipation();
  const { clock, state } = participation;
  const [spent] = useState(() => signal(clock.spent()));
  useEffect(() => {
    const look = () => {
      spent.value = clock.spent();
    };
    const timer = setInterval(look, 250);
    return () => clearInterval(timer);
  }, [clock, spent]);
  const briefing = useMemo(() => {
    const time = computed(() => {
      const words = timeWords(step, spent.value);
      return words && (words.exact ? `${words.text} left` : words.text);
    });
    const paused = computed(() => state.value === "paused");
    return stepBriefing({ step, title, told, asking, paused, time, finish: () => finishStep(participation) });
  }, [step, title, told, asking, spent, state, participation]);
  useVrBriefing(briefing);
}
