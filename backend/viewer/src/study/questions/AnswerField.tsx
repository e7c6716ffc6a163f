import { ChoiceField } from "./ChoiceField.tsx";
import type { FieldProps } from "./field.ts";
import { NumberField } from "./NumberField.tsx";
import { OpenField } from "./OpenField.tsx";
import { ScaleField } from "./ScaleField.tsx";
import { SeveralField } from "./SeveralField.tsx";

const FIELDS = {
  scale: ScaleField,
  single_choice: ChoiceField,
  multiple_choice: SeveralField,
  number: NumberField,
  open: OpenField,
} as const;

/** Where a question is answered, by its kind. */
export function AnswerField(props: FieldProps) {
  const Field = FIELDS[props.question.kind];
  return <Field {...props} />;
}
