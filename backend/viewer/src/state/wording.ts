import { commandKey, touch } from "./device.ts";
import { inVr } from "./headset.ts";
import { darkNow } from "./settings.ts";

/** What a hand does, with a mouse, with a finger and in VR. */
const BY_HAND: Record<string, readonly [mouse: string, finger: string, headset: string]> = {
  click: ["click", "tap", "press"],
  /** Opens something that a first tap only looks at. */
  open: ["click", "double-tap", "press"],
  "point at": ["point at", "tap", "point at"],
  "right-click": ["right-click", "hold a finger on", "use the eraser on"],
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
 * another, `{with a mouse|with a finger}` says both; a third text is for a headset, which else takes the first. Reads
 * signals, so that what shows the text follows them.
 */
export function worded(text: string): string {
  return text.replace(PLACE, (_, name: string) => {
    if (name.includes("|")) {
      const texts = name.split("|");
      return texts[hand()] ?? texts[0] ?? "";
    }
    const words = wordsFor(name.toLowerCase());
    if (words === null) throw new Error(`Expected words that are known in a text, got {${name}} in “${text}”.`);
    const large = name.charAt(0) !== name.charAt(0).toLowerCase();
    return large ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  });
}

function wordsFor(name: string): string | null {
  if (name === "ctrl") return commandKey;
  const words = BY_HAND[name];
  if (words) return words[hand()];
  const theme = BY_THEME[name];
  return theme ? theme[darkNow.value ? 1 : 0] : null;
}

/** Which of the words for hands are this person's now. */
function hand(): 0 | 1 | 2 {
  if (inVr.value) return 2;
  return touch.value ? 1 : 0;
}
