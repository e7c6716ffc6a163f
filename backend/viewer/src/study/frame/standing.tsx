import { useParticipation } from "../session/useParticipation.ts";
import { StudyText } from "../steps/StudyText.tsx";
import { PAUSE } from "../steps/stepWords.ts";
import { CalmPage } from "./CalmPage.tsx";
import { LanguageChoice } from "./LanguageChoice.tsx";
import { Saving } from "./Saving.tsx";

/** The experimenter has not started the session. */
export function WaitingPage() {
  const { title } = useParticipation().session.value;
  return (
    <CalmPage waits title="Please wait" above={<StudyText class="calm-study" text={title} />}>
      <p>The experimenter starts your session. This page goes on by itself.</p>
      <LanguageChoice />
    </CalmPage>
  );
}

/** The experimenter has paused it. */
export function PausedPage() {
  return (
    <CalmPage waits title={PAUSE.title}>
      <p>{PAUSE.text}</p>
    </CalmPage>
  );
}

/** The experimenter has ended it. */
export function AbortedPage() {
  return (
    <CalmPage title="The session was ended">
      <p>The experimenter has ended it. Thank you for taking part.</p>
      <Saving />
    </CalmPage>
  );
}
