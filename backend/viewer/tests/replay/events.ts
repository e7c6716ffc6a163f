import type {
  EventRecord,
  Mask,
  ParticipantRecord,
  SessionQuestion,
  SessionStep,
  Shown,
} from "../../src/protocol/messages.ts";

/** A rectangle at a place, so that masks can be told apart. */
export function rectangle(top: number): Mask & { kind: "rectangle" } {
  return { kind: "rectangle", top, left: 2, height: 30, width: 40 };
}

/** Writes down what clients do, each with its numbers and its clock. */
export class Recorder {
  readonly events: EventRecord[] = [];
  private readonly sequences = new Map<string, number>();

  /** Something happens at `client`, `at` milliseconds by its own clock, and arrives at `received` by the server's. */
  tell(kind: EventRecord["kind"], at: number, changes: Partial<EventRecord> = {}, client = "client-a"): EventRecord {
    const sequence = (this.sequences.get(client) ?? 0) + 1;
    this.sequences.set(client, sequence);
    const event: EventRecord = {
      client_id: client,
      sequence,
      received_ms: 1e12 + at,
      wall_ms: 0,
      monotonic_ms: at,
      step: "task.clustered.cat.explore",
      condition: "clustered",
      image: "cat",
      scene: "structure",
      kind,
      content: {},
      ...changes,
    };
    this.events.push(event);
    return event;
  }
}

/** A step of a session with nothing but its name and kind. */
function step(id: string, kind: SessionStep["kind"], questions: SessionQuestion[] = []): SessionStep {
  const [, condition = null, image = null] = kind === "task" || kind === "tutorial" ? id.split(".") : [];
  const about = { condition, image };
  return { id, kind, title: `Title of ${id}`, text: "", minutes: 1, limit_minutes: null, ...about, questions };
}

/** A question of a kind. */
export function question(item: string, kind: SessionQuestion["kind"], changes: Partial<SessionQuestion> = {}) {
  const bounds = { min: null, max: null, step: null, low: null, high: null, labels: [], max_length: null };
  const about = { required: true, condition: null, image: null, choices: [], other: null };
  return { item, kind, text: `What of ${item}?`, ...bounds, ...about, ...changes } satisfies SessionQuestion;
}

/** What a condition shows of Tetrascope. */
export const SHOWS: Shown = {
  clusters: true,
  view: "walk",
  k: 4,
  criterion: "entropy",
  groups: "original",
  merged: [],
  pool: true,
  live_masks: true,
  comparison: true,
  ablation: true,
  vr: false,
  fill: "blur",
  colour_map: "ember",
};

/** A record of a session with these events. */
export function recordOf(events: EventRecord[]): ParticipantRecord {
  const scale = { min: 1, max: 5, step: 1, low: "not at all", high: "very" };
  const questions = [question("age", "number"), question("clear", "scale", scale)];
  const condition = { network_id: "a-network", address: null, program: [] };
  return {
    session: {
      participant: 7,
      simulated: false,
      title: "A study",
      language: "en",
      languages: ["en"],
      state: "running",
      step: "end",
      spent_ms: 0,
      steps: [
        step("consent", "consent"),
        step("questionnaire.before", "questionnaire", questions),
        step("tutorial.clustered", "tutorial"),
        step("task.clustered.cat.explore", "task"),
        step("task.plain.dog.explore", "task"),
        step("task.reference.cat.explore", "task"),
        step("end", "end"),
      ],
      conditions: [
        { ...condition, id: "clustered", title: "Clustered", shows: SHOWS },
        { ...condition, id: "plain", title: "Plain", shows: { ...SHOWS, clusters: false, fill: "black" } },
        { ...condition, id: "reference", title: "Reference", shows: null, address: "https://example.org/" },
      ],
      images: [
        { id: "cat", title: "A cat", image_id: "image-of-a-cat" },
        { id: "dog", title: "A dog", image_id: "image-of-a-dog" },
      ],
      answers: [],
      drafts: [],
      masks: [],
    },
    events,
  };
}
