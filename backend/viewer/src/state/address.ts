import { batch, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { formatHash, type HashState, isStray, parseHash, type View } from "./hash.ts";
import "./token.ts"; // takes the token out of the address before it is read here

export type { View } from "./hash.ts";

/** How a value is written in the address. */
export interface AddressText<T> {
  /** The value that a text says; undefined where it says none, which leaves the signal as it is. */
  parse(text: string): T | undefined;
  /** The text of a value; null where it need not be said, as for a default. */
  format(value: T): string | null;
  /** Whether a change of it is a step to which the back button returns. */
  isStep?: boolean;
}

/** A signal that lives in the address. */
interface Parameter {
  view: View | "*";
  name: string;
  isStep: boolean;
  /** The present value's text; subscribes. */
  text(): string | null;
  /** Takes the value from a text, or the value at the beginning where there is none. */
  set(text: string | null): void;
}

/** Milliseconds of rest after which changes are written; browsers do not like to be told at every move. */
const DEBOUNCE = 150;

/** Which view is shown. */
export const view: Signal<View> = signal("menu");

const stray = signal(false);

/** Whether the address names a view that does not exist, and the person has not gone elsewhere since. */
export const strayed: ReadonlySignal<boolean> = stray;

/** Counts registrations, so that the address is looked at again after one. */
const registered = signal(0);
const parameters: Parameter[] = [];
/** Texts in the address for parameters that are not registered yet, because their view has not been loaded. */
const unclaimed = new Map<View, Map<string, string>>();
/** The address as it was read or written last. */
let current: string | null = null;
/** What of that makes a step of the history: texts of parameters, and the view. */
let currentSteps = new Map<string, string | null>();
let waiting: { hash: string; timer: ReturnType<typeof setTimeout> } | null = null;

/**
 * Shows a view. `changes` are texts of its parameters as they stand in the address, also of a view that has never
 * been loaded; null gives a parameter back its value at the beginning.
 */
export function go(to: View, changes: Record<string, string | null> = {}): void {
  batch(() => {
    view.value = to;
    stray.value = false;
    for (const [name, text] of Object.entries(changes)) {
      const parameter = parameters.find((one) => one.name === name && (one.view === to || one.view === "*"));
      if (parameter !== undefined) parameter.set(text);
      else if (text === null) unclaimed.get(to)?.delete(name);
      else unclaimedOf(to).set(name, text);
    }
    registered.value++;
  });
}

/**
 * Lets a signal live in the address, under `name`, while `view` is shown ("*": always). It takes its value from the
 * address now, if there is one, and whenever the person goes back or forward. An address without it means the value
 * that the signal has now.
 */
export function addressParameter<T>(view: View | "*", name: string, signal: Signal<T>, text: AddressText<T>): void {
  const beginning = signal.peek();
  const parameter: Parameter = {
    view,
    name,
    isStep: text.isStep ?? false,
    text: () => text.format(signal.value),
    set: (given) => {
      const value = given === null ? beginning : parsed(text, given);
      // Equal text, equal value: a new object for the same would only make views work.
      if (value !== undefined && text.format(value) !== text.format(signal.peek())) signal.value = value;
    },
  };
  untracked(() => {
    listen();
    parameters.push(parameter);
    for (const [where, texts] of unclaimed) {
      const given = texts.get(name);
      if (given === undefined || (view !== "*" && view !== where)) continue;
      texts.delete(name);
      parameter.set(given);
    }
    registered.value++;
  });
}

/**
 * Makes a change that puts right what the address says. It is no step of the history: the back button would lead to
 * the wrong address, which would be put right again, and so nowhere.
 */
export function putRight(change: () => void): void {
  batch(() => {
    const before = untracked(steps);
    change();
    for (const [name, text] of untracked(steps)) if (text !== before.get(name)) currentSteps.set(name, text);
  });
}

/** What a text says; nothing where the text is beyond the parser, for anyone may have typed it. */
function parsed<T>(text: AddressText<T>, given: string): T | undefined {
  try {
    return text.parse(given);
  } catch {
    return undefined;
  }
}

/** The address of what is shown now, to be given to others. It holds no token. */
export function shareLink(): string {
  flush();
  return location.origin + location.pathname + location.search + (current ?? location.hash);
}

/** Writes what waits to be written. */
function flush(): void {
  if (waiting === null) return;
  clearTimeout(waiting.timer);
  const { hash } = waiting;
  waiting = null;
  write(hash, "replaceState");
}

function write(hash: string, how: "replaceState" | "pushState"): void {
  current = hash;
  try {
    history[how](null, "", location.pathname + location.search + hash);
  } catch {
    // Browsers refuse when there are too many changes in a short time; the next one is written again.
  }
}

let listening = false;

/** From the first parameter on, and from the view on. */
function listen(): void {
  if (listening || typeof location === "undefined") return;
  listening = true;
  read();
  addEventListener("popstate", read);
  addEventListener("hashchange", read);
  addEventListener("pagehide", flush);
  effect(follow);
}

/** Takes everything from the address: at the beginning, and when the person goes back, forward or edits it. */
function read(): void {
  if (location.hash === current) return;
  if (waiting !== null) clearTimeout(waiting.timer);
  waiting = null;
  const { view: shown, texts } = parseHash(location.hash);
  current = location.hash;
  unclaimed.set(shown, new Map(texts));
  batch(() => {
    view.value = shown;
    stray.value = isStray(location.hash);
    for (const parameter of parameters) {
      if (parameter.view !== "*" && parameter.view !== shown) continue;
      unclaimedOf(shown).delete(parameter.name);
      parameter.set(texts.get(parameter.name) ?? null);
    }
    currentSteps = untracked(steps);
  });
}

/** Writes what has changed: as a step of the history, or in place after a moment's rest. */
function follow(): void {
  registered.value;
  const hash = formatHash(state());
  const now = steps();
  // A default that fills a gap is no step.
  const isStep = [...currentSteps].some(([name, text]) => text !== null && text !== now.get(name));
  currentSteps = now;
  if (hash === (waiting?.hash ?? current)) return;
  if (isStep) {
    flush();
    write(hash, "pushState");
    return;
  }
  if (waiting !== null) clearTimeout(waiting.timer);
  waiting = { hash, timer: setTimeout(flush, DEBOUNCE) };
}

function state(): HashState {
  const texts = new Map<string, string>();
  for (const parameter of parameters) {
    const text = parameter.view === "*" || parameter.view === view.value ? parameter.text() : null;
    if (text !== null) texts.set(parameter.name, text);
  }
  for (const [name, text] of unclaimedOf(view.value)) texts.set(name, text);
  return { view: view.value, texts };
}

function steps(): Map<string, string | null> {
  const texts = parameters.filter((one) => one.isStep).map((one) => [one.name, one.text()] as const);
  return new Map([["", view.value], ...texts]);
}

function unclaimedOf(view: View): Map<string, string> {
  let texts = unclaimed.get(view);
  if (texts === undefined) {
    texts = new Map();
    unclaimed.set(view, texts);
  }
  return texts;
}

listen();
