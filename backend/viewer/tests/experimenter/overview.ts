import type { StudyOverview, StudyParticipant } from "../../src/protocol/messages.ts";

/** The server's clock in these tests. */
export const NOW = 1_764_000_000_000;

/** A participant who is at the second of ten steps, and here. */
export function participant(changes: Partial<StudyParticipant> = {}): StudyParticipant {
  return {
    participant: 1,
    simulated: false,
    key: "a-key-of-these-tests-00",
    state: "running",
    present: true,
    seen_ms: NOW - 1000,
    started_ms: NOW - 300_000,
    ended_ms: null,
    state_since_ms: NOW - 300_000,
    step: "tutorial.clustered",
    step_title: "Clustered",
    step_minutes: 15,
    step_since_ms: NOW - 240_000,
    steps_done: 1,
    step_count: 10,
    minutes_left: 75,
    trials: [
      { condition: "clustered", image: "cat" },
      { condition: "reference", image: "cat" },
      { condition: "reference", image: "dog" },
      { condition: "clustered", image: "dog" },
    ],
    events: 17,
    answers: 4,
    notes: [],
    ...changes,
  };
}

/** A study with these participants, numbered from 1 on. */
export function overview(...changes: Partial<StudyParticipant>[]): StudyOverview {
  const participants = changes.map((each, place) => participant({ participant: place + 1, ...each }));
  return { id: "lab", title: "A study", planned: 12, now_ms: NOW, participants };
}
