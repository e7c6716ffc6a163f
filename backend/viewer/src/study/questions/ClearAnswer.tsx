import { Button } from "../../ui/Button.tsx";
import { isEmpty } from "./answer.ts";
import type { FieldProps } from "./field.ts";

/** Takes back an answer that need not be there. */
export function ClearAnswer({ question, value, onChange }: Pick<FieldProps, "question" | "value" | "onChange">) {
  if (question.required || isEmpty(value)) return null;
  return (
    <Button kind="quiet" class="clear-answer" lang="en" onClick={() => onChange(null)}>
      Clear the answer
    </Button>
  );
}
