import { CalmPage } from "../frame/CalmPage.tsx";
import { Saving } from "../frame/Saving.tsx";
import { useParticipation } from "../session/useParticipation.ts";
import { StudyText } from "./StudyText.tsx";

/** The goodbye, and whether the page can be closed. */
export function EndStep() {
  const { steps } = useParticipation().session.value;
  const last = steps.at(-1);
  return (
    <CalmPage title={last?.title ?? "The end"}>
      <StudyText text={last?.text ?? ""} />
      <Saving />
    </CalmPage>
  );
}
