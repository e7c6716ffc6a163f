import type { SessionQuestion } from "../../protocol/messages.ts";

/** A choice besides those that are listed, in the participant's words. */
export interface Other {
  other: string;
}

/** Whether a value is a choice in words of one's own. */
export function isOther(value: unknown): value is Other {
  return typeof value === "object" && value !== null && typeof (value as Other).other === "string";
}

/** The choices in an answer to a question of several. */
export function chosen(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Whether there is no answer. */
export function isEmpty(value: unknown): boolean {
  return (
    value == null || (typeof value === "string" && value.trim() === "") || (Array.isArray(value) && value.length === 0)
  );
}

/** What is wrong with an answer; null where it can be given. */
export function faultOf(question: SessionQuestion, value: unknown): string | null {
  if (isEmpty(value)) return question.required ? MISSING[question.kind] : null;
  const others = [value, ...chosen(value)].filter(isOther);
  if (others.some(({ other }) => other.trim() === "")) return "Please say in a few words what you mean.";
  if (question.kind === "number") return numberFault(question, value);
  if (question.kind === "open" && question.max_length !== null && [...String(value)].length > question.max_length) {
    return `Please write at most ${question.max_length} letters.`;
  }
  return null;
}

const MISSING: Record<SessionQuestion["kind"], string> = {
  scale: "Please choose a point of the scale.",
  single_choice: "Please choose an answer.",
  multiple_choice: "Please choose at least one answer.",
  number: "Please enter a number.",
  open: "Please write an answer.",
};

/** `value` is a number, or the text of none. */
function numberFault({ min, max, step }: SessionQuestion, value: unknown): string | null {
  const whole = step === 1;
  const fits =
    typeof value === "number" &&
    Number.isFinite(value) &&
    value >= (min ?? Number.NEGATIVE_INFINITY) &&
    value <= (max ?? Number.POSITIVE_INFINITY) &&
    (!whole || Number.isInteger(value));
  if (fits) return null;
  const bounds = [min === null ? "" : ` from ${min}`, max === null ? "" : ` to ${max}`].join("");
  return `Please enter a ${whole ? "whole " : ""}number${bounds}.`;
}
