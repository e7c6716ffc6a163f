import type { SessionQuestion } from "../../protocol/messages.ts";

/** What each kind of field for an answer is given. */
export interface FieldProps {
  question: SessionQuestion;
  /** Undefined or null for none. */
  value: unknown;
  /** Ids of the elements that say what is asked. */
  labelledBy: string;
  /** Id of the element that says what is wrong. */
  faultId: string;
  faulty: boolean;
  onChange: (value: unknown) => void;
}
