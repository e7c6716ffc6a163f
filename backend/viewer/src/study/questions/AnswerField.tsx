import { ChoiceAnswer } from "./ChoiceAnswer.tsx";
import type { FieldProps } from "./field.ts";
import { NumberAnswer } from "./NumberAnswer.tsx";
import { OpenAnswer } from "./OpenAnswer.tsx";
import { ScaleAnswer } from "./ScaleAnswer.tsx";
import { SeveralAnswer } from "./SeveralAnswer.tsx";

const FIELDS = {
  scale: ScaleAnswer,
  single_choice: ChoiceAnswer,
  multiple_choice: SeveralAnswer,
  number: NumberAnswer,
  open: OpenAnswer,
} as const;

/** Where a question is answered, by its kind. */
export function AnswerField(props: FieldProps) {
  const Field = FIELDS[props.question.kind];
  return <Field {...props} />;
}
