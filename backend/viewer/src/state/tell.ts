import type { ClassScore, EventContents, EventKind, EventRecord } from "../protocol/messages.ts";

/** Where in Tetrascope; null outside of it. */
export type SceneName = EventRecord["scene"];

/** Something that happened in a user study. */
export interface Told {
  kind: EventKind;
  scene: SceneName;
  /** JSON. */
  content: Record<string, unknown>;
}

/** What a kind of event must tell; nothing where it has nothing to tell. */
type Content<K extends EventKind> = EventContents[K] extends Record<string, never> ? [] : [content: EventContents[K]];

/** What is told of an answer besides its most probable class. */
type AnswerFacts = Partial<EventContents["recalculation_answered"]>;

let listener: ((told: Told) => void) | null = null;
let scene: SceneName = null;

/** Lets a study's log hear what happens, one log at a time, until the returned function is called. */
export function onTell(hear: (told: Told) => void): () => void {
  listener = hear;
  document.addEventListener("visibilitychange", tellVisibility);
  return () => {
    if (listener !== hear) return;
    listener = null;
    document.removeEventListener("visibilitychange", tellVisibility);
  };
}

function tellVisibility(): void {
  tell(document.visibilityState === "hidden" ? "page_hidden" : "page_shown");
}

/**
 * Tells the study's log, where there is one, that the person did something or saw something happen, at this moment. What
 * a program changes by itself is not told.
 */
export function tell<K extends EventKind>(kind: K, ...[content]: Content<K>): void {
  // A step begins outside of scenes, also where that of the step before still stands.
  listener?.({ kind, scene: kind === "step_started" ? null : scene, content: { ...content } });
}

/** Tells that a scene is entered: all that follows is told as in it, until the returned function is called. */
export function enterScene(name: NonNullable<SceneName>): () => void {
  scene = name;
  tell("scene_entered");
  return () => {
    if (scene === name) scene = null;
  };
}

/**
 * Tells that the network is asked. What it returns tells that the whole answer is there, the most probable class of it,
 * and `more`, made where somebody listens; of a request that is superseded, cancelled or refused nothing more is told.
 */
export function tellRequest(operation: string): (top?: ClassScore | null, more?: () => AnswerFacts) => void {
  const since = performance.now();
  tell("recalculation_requested", { operation });
  return (top, more) =>
    tell("recalculation_answered", {
      operation,
      latency_ms: tenths(performance.now() - since),
      ...(top && { label: top.label.name, probability: top.probability }),
      ...(listener && more?.()),
    });
}

/** Milliseconds to a tenth, which is what browsers measure. */
export function tenths(milliseconds: number): number {
  return Math.round(milliseconds * 10) / 10;
}
