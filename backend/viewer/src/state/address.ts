import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { formatHash, type HashState, HOME, isStray, type KnownViews, parseHash, type View } from "./hash.ts";
import { entryDepth, writeEntry } from "./historyEntry.ts";
import "./token.ts"; // takes the token out of the address before it is read here

export { HOME, type View } from "./hash.ts";

/** How a value is written in the address. */
export interface AddressText<T> {
  /** The value that a text says; undefined where it says none, which leaves the signal as it is. */
  parse(text: string): T | undefined;
  /** The text of a value; null where it need not be said, as for a default. */
  format(value: T): string | null;
  /** Whether a change of it is a step to which the back button returns. */
  isStep?: boolean;
  /** Whether it says what an overlay shows: going back closes the overlay and leaves everything else as it is. */
  ofOverlay?: boolean;
  /** Whether the value is fixed by something else, so that the address neither says nor sets it. Subscribes. */
  isFixed?(): boolean;
}

/** A signal that lives in the address. */
interface Parameter {
  view: View | "*";
  name: string;
  isStep: boolean;
  ofOverlay: boolean;
  /** The present value's text; subscribes. */
  text(): string | null;
  /** Takes the value from a text, or the value at the beginning where there is none. */
  set(text: string | null): void;
}

/** Milliseconds of rest after which changes are written; browsers do not like to be told at every move. */
const DEBOUNCE = 150;
/**
 * When something changed last, in milliseconds. A change after a rest is written at once: a reload takes the address
 * as it was when it began, and what is written on leaving the page comes too late for it.
 */
let changedAt = Number.NEGATIVE_INFINITY;

/** Which view is shown. */
export const view: Signal<View> = signal(HOME);

const stray = signal(false);

/** Whether the address names a view that does not exist, and the person has not gone elsewhere since. */
export const strayed: ReadonlySignal<boolean> = stray;

let views: KnownViews = null;

/** Says which views exist. Until then any route in the address is taken for one. */
export function knowViews(known: readonly View[]): void {
  views = known;
  if (known.includes(view.peek())) return;
  current = null;
  read();
}

/** Counts what comes and goes among the parameters, so that the address is looked at again. */
const registered = signal(0);
const parameters: Parameter[] = [];
/** Texts in the address for parameters that are not registered yet, because their view has not been loaded. */
const unclaimed = new Map<View, Map<string, string>>();
/** The address as it was read or written last. */
let current: string | null = null;
/** What of that makes a step of the history: texts of parameters, and the view. */
let currentSteps = new Map<string, string | null>();
let waiting: { hash: string; timer: ReturnType<typeof setTimeout> } | null = null;

/** How many overlays are open. Each has an entry of its own in the history, so that going back closes it. */
export const overlaysOpen: Signal<number> = signal(0);

/** Who is told of the address instead of the browser; null for the browser. */
let keeper: ((hash: string) => void) | null = null;

/**
 * Takes what is shown from `hash`, and from now on tells `keep` of it, in place of the browser, whose address and history
 * stay as they are: for a page in which nobody goes back, or elsewhere by an address.
 */
export function keepAddress(hash: string, keep: (hash: string) => void): void {
  keeper = keep;
  dropWaiting();
  unclaimed.clear();
  take(hash);
}

let closeOverlays: (left: number) => void = () => {};
/** Overlays at the entry that is shown, and those that were open when the history was last brought in step with them. */
let depth = 0;
let settled = 0;
/** While the browser is on its way to an earlier entry because an overlay was closed: whether a step waits for that. */
let leaving: { step: boolean } | null = null;

/** Says how overlays are closed, from the top until so many are left, when the person goes back. */
export function onBackOverOverlays(close: (left: number) => void): void {
  closeOverlays = close;
}

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
 * Lets a signal live in the address, under `name`, while `view` is shown ("*": always), until the returned function is
 * called. It takes its value from the address now, if there is one, and whenever the person goes back or forward. An
 * address without it means `beginning`.
 */
export function addressParameter<T>(
  view: View | "*",
  name: string,
  signal: Signal<T>,
  text: AddressText<T>,
  beginning = signal.peek(),
): () => void {
  // Kept, because some texts are long to make, and all are asked for whenever one changes.
  const now = computed(() => (text.isFixed?.() ? null : text.format(signal.value)));
  const parameter: Parameter = {
    view,
    name,
    isStep: text.isStep ?? false,
    ofOverlay: text.ofOverlay ?? false,
    text: () => now.value,
    set: (given) => {
      if (text.isFixed?.()) return;
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
  return () => {
    const place = parameters.indexOf(parameter);
    if (place < 0) return;
    parameters.splice(place, 1);
    registered.value = registered.peek() + 1;
  };
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

/** The address of every view as it would be shown now, that of the one that is shown last. */
export function viewAddresses(): string[] {
  const shown = view.peek();
  const others = (views ?? []).filter((one) => one !== shown);
  return untracked(() => [...others, shown].map((one) => formatHash(stateOf(one))));
}

/** Takes what every view shows from its address, and shows the last one. */
export function takeAddresses(addresses: readonly string[]): void {
  dropWaiting();
  batch(() => {
    for (const address of addresses) {
      const { view: one, texts } = parseHash(address, views);
      unclaimed.set(one, new Map(texts));
      for (const parameter of parameters) {
        if (parameter.view !== "*" && parameter.view !== one) continue;
        unclaimedOf(one).delete(parameter.name);
        parameter.set(texts.get(parameter.name) ?? null);
      }
      view.value = one;
    }
    registered.value++;
  });
}

/** Writes what waits to be written. */
function flush(): void {
  const hash = waiting?.hash;
  dropWaiting();
  if (hash !== undefined) write(hash, "replaceState");
}

function dropWaiting(): void {
  if (waiting !== null) clearTimeout(waiting.timer);
  waiting = null;
}

function write(hash: string, how: "replaceState" | "pushState"): void {
  current = hash;
  if (keeper) keeper(hash);
  else writeEntry(how, hash, depth);
}

let listening = false;

/** From the first parameter on, and from the view on. */
function listen(): void {
  if (listening || typeof location === "undefined") return;
  listening = true;
  depth = entryDepth() ?? 0;
  read();
  addEventListener("popstate", travelled);
  addEventListener("hashchange", read);
  addEventListener("pagehide", flush);
  effect(follow);
  effect(() => {
    // When all that opens and closes in the same moment has done so.
    if (overlaysOpen.value !== settled) queueMicrotask(settleOverlays);
  });
}

/** Takes everything from the address: at the beginning, and when the person goes back, forward or edits it. */
function read(): void {
  if (location.hash === current || leaving || keeper) return;
  dropWaiting();
  take(location.hash);
}

function take(hash: string): void {
  const { view: shown, texts } = parseHash(hash, views);
  current = hash;
  unclaimed.set(shown, new Map(texts));
  batch(() => {
    view.value = shown;
    stray.value = isStray(hash, views);
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
  if (leaving) {
    leaving.step ||= isStep;
    return;
  }
  if (hash === (waiting?.hash ?? current)) return;
  if (isStep) {
    flush();
    depth = 0;
    write(hash, "pushState");
    return;
  }
  dropWaiting();
  const rested = performance.now() - changedAt >= DEBOUNCE;
  changedAt = performance.now();
  waiting = { hash, timer: setTimeout(flush, rested ? 0 : DEBOUNCE) };
}

/** Brings the history in step with the overlays: an entry for each that opened, none for those that were closed. */
function settleOverlays(): void {
  if (leaving) return;
  const open = overlaysOpen.peek();
  const before = settled;
  settled = open;
  if (open > depth) {
    const hash = formatHash(untracked(state));
    dropWaiting();
    write(hashBelow(), "replaceState");
    while (depth < open) {
      depth += 1;
      write(hash, "pushState");
    }
  } else if (open < before && open < depth) {
    // Closed by hand. Its entry becomes the one ahead, as if the person had gone back.
    dropWaiting();
    leaving = { step: false };
    history.go(open - depth);
  }
}

/** The address without what has opened since it was read or written. */
function hashBelow(): string {
  const { view: shown, texts } = untracked(state);
  const before = depth === 0 ? null : parseHash(current ?? "", views).texts;
  for (const { name, ofOverlay } of parameters) {
    if (!ofOverlay) continue;
    const text = before?.get(name);
    if (text === undefined) texts.delete(name);
    else texts.set(name, text);
  }
  return formatHash({ view: shown, texts });
}

/** The person went back or forward, or the page did to leave a closed overlay's entry. */
function travelled(): void {
  if (keeper) return;
  const there = entryDepth();
  const before = depth;
  if (leaving) {
    const { step } = leaving;
    leaving = null;
    depth = step ? 0 : (there ?? 0);
    write(formatHash(untracked(state)), step ? "pushState" : "replaceState");
    settleOverlays();
    return;
  }
  depth = there ?? 0;
  if (there === null || there === before || !isSameStep()) {
    read();
    return;
  }
  // Across an overlay's opening: only that is undone or done again, and all else stays as it is now.
  const { texts } = parseHash(location.hash, views);
  dropWaiting();
  if (there < before) {
    // What the address opens may not be here yet, and is not to come then.
    if (overlaysOpen.peek() > there) closeOverlays(there);
    else takeOverlays(texts);
  } else if (!takeOverlays(texts)) {
    leaving = { step: false };
    history.go(before - there);
    return;
  }
  write(formatHash(untracked(state)), "replaceState");
}

/** Whether the address shown is one of the same view, picture and network as those now. */
function isSameStep(): boolean {
  const { view: shown, texts } = parseHash(location.hash, views);
  const others = untracked(() =>
    parameters.filter((one) => one.isStep && (texts.get(one.name) ?? null) !== one.text()),
  );
  return shown === view.peek() && others.length === 0;
}

/** Takes what an address says of overlays; whether that is another than now. */
function takeOverlays(texts: ReadonlyMap<string, string>): boolean {
  const changed = untracked(() =>
    parameters.filter(
      (one) => one.ofOverlay && one.view === view.value && (texts.get(one.name) ?? null) !== one.text(),
    ),
  );
  batch(() => {
    for (const one of changed) one.set(texts.get(one.name) ?? null);
  });
  return changed.length > 0;
}

function state(): HashState {
  return stateOf(view.value);
}

function stateOf(shown: View): HashState {
  const texts = new Map<string, string>();
  for (const parameter of parameters) {
    const text = parameter.view === "*" || parameter.view === shown ? parameter.text() : null;
    if (text !== null) texts.set(parameter.name, text);
  }
  for (const [name, text] of unclaimedOf(shown)) texts.set(name, text);
  return { view: shown, texts };
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
