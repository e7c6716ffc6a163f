import { useParticipation } from "../session/useParticipation.ts";

/** A text of the study, in its own language and direction: text alone, never markup. Empty lines part paragraphs. */
export function StudyText({ text, class: more }: { text: string; class?: string | undefined }) {
  const { language } = useParticipation().session.value;
  const paragraphs = text.split(/\n\s*\n/).filter((paragraph) => paragraph.trim() !== "");
  return (
    <div class={`study-text ${more ?? ""}`} lang={language}>
      {paragraphs.map((paragraph, place) => (
        <p key={place} dir="auto">
          {paragraph.trim()}
        </p>
      ))}
    </div>
  );
}
