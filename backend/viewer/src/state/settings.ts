import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { HOME } from "./hash.ts";

/** What the person wants; `system` follows the computer's setting. */
export type Theme = "system" | "light" | "dark";

const THEMES: readonly Theme[] = ["system", "light", "dark"];
const THEME_KEY = "tetrascope.theme";
const TOUR_KEY = "tetrascope.tourSeen";
const STORY_KEY = "tetrascope.storyWords";
const FOLDED_KEY = "tetrascope.folded";
const COLUMNS_KEY = "tetrascope.columnsView";
const ARRANGEMENT_KEY = "tetrascope.poolArrangement";
const HAND_KEY = "tetrascope.hand";
const BREAK_KEY = "tetrascope.break";

/** Minutes in a headset after which a break can be proposed; 0 for never. */
export const BREAK_CHOICES = [0, 10, 20, 30, 45] as const;
const USUAL_BREAK = 20;

/** Light or dark, as chosen. Kept in this browser. */
export const theme: Signal<Theme> = signal(themeOf(read(THEME_KEY)));

/** Routes of the views whose tour was taken, or declined. Kept in this browser. */
export const toursSeen: Signal<readonly string[]> = signal(routesOf(read(TOUR_KEY)));

/** Whom a story's words are for. Kept in this browser. */
export const storyLevel: Signal<"newcomer" | "expert"> = signal(read(STORY_KEY) === "expert" ? "expert" : "newcomer");

/** Names of the panels that the person has folded. Kept in this browser. */
export const foldedPanels: Signal<readonly string[]> = signal(namesOf(read(FOLDED_KEY), ","));

/** Where scene 1 shows its columns, as chosen last; null where never. Kept in this browser. */
export const columnsView: Signal<string | null> = signal(read(COLUMNS_KEY));

/** How scene 2 arranges its copies, as chosen last; null where never. Kept in this browser. */
export const poolArrangement: Signal<string | null> = signal(read(ARRANGEMENT_KEY));

/** The hand that draws in VR; the palette is at the wrist of the other one. Kept in this browser. */
export const dominantHand: Signal<"left" | "right"> = signal(read(HAND_KEY) === "left" ? "left" : "right");

/** Minutes in a headset after which a break is proposed, of `BREAK_CHOICES`. Kept in this browser. */
export const breakMinutes: Signal<number> = signal(
  BREAK_CHOICES.find((minutes) => String(minutes) === read(BREAK_KEY)) ?? USUAL_BREAK,
);

const systemDark = signal(false);

/** Whether the page is dark at this moment. */
export const darkNow: ReadonlySignal<boolean> = computed(() =>
  theme.value === "system" ? systemDark.value : theme.value === "dark",
);

function themeOf(text: string | null): Theme {
  return THEMES.find((one) => one === text) ?? "system";
}

function namesOf(text: string | null, separator: string): readonly string[] {
  return text === null ? [] : text.split(separator).filter((name) => /^[a-z-]{1,40}$/.test(name));
}

/** Routes of views in a text. “yes” is from a time when the menu alone had a tour to offer. */
function routesOf(text: string | null): readonly string[] {
  return text === "yes" ? [HOME] : namesOf(text, " ");
}

function read(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null; // no storage, or none allowed
  }
}

function write(key: string, value: string): void {
  try {
    if (localStorage.getItem(key) !== value) localStorage.setItem(key, value);
  } catch {
    // It lasts until the page is reloaded.
  }
}

effect(() => write(THEME_KEY, theme.value));
effect(() => write(TOUR_KEY, toursSeen.value.join(" ")));
effect(() => write(STORY_KEY, storyLevel.value));
effect(() => write(FOLDED_KEY, foldedPanels.value.join(",")));
effect(() => {
  if (columnsView.value !== null) write(COLUMNS_KEY, columnsView.value);
});
effect(() => {
  if (poolArrangement.value !== null) write(ARRANGEMENT_KEY, poolArrangement.value);
});
effect(() => write(HAND_KEY, dominantHand.value));
effect(() => write(BREAK_KEY, String(breakMinutes.value)));

if (typeof matchMedia === "function") {
  const query = matchMedia("(prefers-color-scheme: dark)");
  systemDark.value = query.matches;
  query.addEventListener("change", (event) => {
    systemDark.value = event.matches;
  });
}

if (typeof addEventListener === "function") {
  // Another tab has changed it.
  addEventListener("storage", (event) => {
    if (event.key === THEME_KEY) theme.value = themeOf(event.newValue);
    if (event.key === TOUR_KEY) toursSeen.value = routesOf(event.newValue);
  });
}
