import { commandKey, touch } from "./device.ts";
import { darkNow } from "./settings.ts";

/** What a hand does, with a mouse and with a finger. */
const BY_HAND: Record<string, readonly [mouse: string, finger: string]> = {
  click: ["click", "tap"],
  /** Opens something that a first tap only looks at. */
  open: ["click", "double-tap"],
  "point at": ["point at", "tap"],
  "right-click": ["right-click", "hold a finger on"],
};

/** What a theme shows, in the light one and in the dark one. */
const BY_THEME: Record<string, readonly [light: string, dark: string]> = {
  /** The border of support vectors; its colour is the token `--support`. */
  black: ["black", "white"],
};

const PLACE = /\{([^{}]+)\}/g;

/**
 * A text in the words for this person's hand, keyboard and theme. In it, `{click}` stands for what a hand does, `{Ctrl}`
 * for a key and `{black}` for what a theme shows; written large, the words begin large. Where more than a word is
 * another, `{with a mouse|with a finger}` says both; a third text is for a headset, which other clients have. Reads
 * signals, so that what shows the text follows them.
 */
export function worded(text: string): string {
  return text.replace(PLACE, (_, name: string) => {
    if (name.includes("|")) return name.split("|")[touch.value ? 1 : 0] ?? "";
    const words = wordsFor(name.toLowerCase());
    if (words === null) throw new Error(`Expected words that are known in a text, got {${name}} in “${text}”.`);
    const large = name.charAt(0) !== name.charAt(0).toLowerCase();
    return large ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  });
}

function wordsFor(name: string): string | null {
  if (name === "ctrl") return commandKey;
  const hand = BY_HAND[name];
  if (hand) return hand[touch.value ? 1 : 0];
  const theme = BY_THEME[name];
  return theme ? theme[darkNow.value ? 1 : 0] : null;
}
