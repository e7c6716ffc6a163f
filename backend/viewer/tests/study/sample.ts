import type { SessionQuestion, SessionStep, StudySession } from "../../src/protocol/messages.ts";

/** A question with what it must have, and what a test is about. */
export function question(given: Partial<SessionQuestion>): SessionQuestion {
  return {
    item: "q1",
    kind: "open",
    text: "What did you see?",
    required: true,
    condition: null,
    image: null,
    min: null,
    max: null,
    step: null,
    low: null,
    high: null,
    labels: [],
    choices: [],
    other: null,
    max_length: null,
    ...given,
  };
}

/** A step, likewise. */
export function step(given: Partial<SessionStep>): SessionStep {
  return {
    id: "consent",
    kind: "consent",
    title: "Consent",
    text: "",
    minutes: 2,
    limit_minutes: null,
    condition: null,
    image: null,
    questions: [],
    ...given,
  };
}

export const STEPS: SessionStep[] = [
  step({ text: "You can stop at any time.\n\nBy going on you agree." }),
  step({
    id: "questionnaire.before",
    kind: "questionnaire",
    title: "About you",
    minutes: 3,
    questions: [
      question({ item: "age", kind: "number", text: "Your age", min: 18, max: 120, step: 1 }),
      question({
        item: "gender",
        kind: "single_choice",
        text: "Your gender",
        choices: [
          { id: "female", text: "Female" },
          { id: "male", text: "Male" },
        ],
        other: "Other, namely",
      }),
      question({ item: "note", text: "Anything else?", required: false, max_length: 300 }),
    ],
  }),
  step({ id: "break.1", kind: "break", title: "Break", text: "Stretch.", minutes: 5 }),
  step({
    id: "task.reference.cat",
    kind: "task",
    title: "Another tool",
    text: "Find out what it looks at.",
    minutes: 5,
    limit_minutes: 10,
    condition: "reference",
    image: "cat",
  }),
  step({ id: "end", kind: "end", title: "Thank you", text: "That was all.", minutes: 0 }),
];

/** A session as a server tells it, at a step. */
export function sessionAt(at: string, given: Partial<StudySession> = {}): StudySession {
  return {
    participant: 7,
    simulated: false,
    title: "Looking into a network",
    language: "en",
    languages: ["en"],
    state: "running",
    step: at,
    spent_ms: 0,
    steps: STEPS,
    conditions: [
      {
        id: "reference",
        title: "Another tool",
        network_id: "lite0",
        shows: null,
        address: "https://example.org/tool",
        program: [],
      },
    ],
    images: [{ id: "cat", title: "Cat", image_id: "0123456789abcdef0123456789abcdef" }],
    answers: [],
    drafts: [],
    masks: [],
    ...given,
  };
}
