import type { SessionStep } from "../../protocol/messages.ts";
import { Button } from "../../ui/Button.tsx";
import { LanguageChoice } from "../frame/LanguageChoice.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import { ReadingPage } from "./ReadingPage.tsx";

/** What the study is, and whether the participant takes part. */
export function ConsentStep({ step }: { step: SessionStep }) {
  const participation = useParticipation();
  return (
    <ReadingPage
      step={step}
      actions={
        <>
          <Button kind="primary" size="large" onClick={() => participation.finish()}>
            I agree, go on
          </Button>
          <p class="muted" dir="ltr">
            If you do not agree, tell the experimenter, or close this page.
          </p>
        </>
      }
    >
      <LanguageChoice />
    </ReadingPage>
  );
}
