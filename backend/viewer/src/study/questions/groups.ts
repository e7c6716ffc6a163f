import type { SessionQuestion, StudySession } from "../../protocol/messages.ts";

/** The same question, asked of each condition or image. */
export interface QuestionGroup {
  text: string;
  questions: readonly SessionQuestion[];
}

/** Questions as they are shown: those that follow each other with the same words stand below them once. */
export function groupsOf(questions: readonly SessionQuestion[]): QuestionGroup[] {
  const groups: { text: string; questions: SessionQuestion[] }[] = [];
  for (const question of questions) {
    const last = groups.at(-1);
    const before = last?.questions.at(-1);
    if (last && before && before.text === question.text && before.kind === question.kind) last.questions.push(question);
    else groups.push({ text: question.text, questions: [question] });
  }
  return groups;
}

/** What a question is about: the condition and the image that it names, and that its step does not. */
export function aboutOf(
  question: SessionQuestion,
  { conditions, images }: StudySession,
  step: { condition: string | null; image: string | null },
): string | null {
  const condition = question.condition === step.condition ? null : question.condition;
  const image = question.image === step.image ? null : question.image;
  const names = [
    conditions.find(({ id }) => id === condition)?.title,
    images.find(({ id }) => id === image)?.title,
  ].filter((name) => name !== undefined);
  return names.length === 0 ? null : names.join(", ");
}
