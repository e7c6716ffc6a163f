// @vitest-environment happy-dom
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it, test } from "vitest";
import { inVr } from "../../src/state/headset.ts";
import { theme } from "../../src/state/settings.ts";
import { worded } from "../../src/state/wording.ts";

const SRC = join(import.meta.dirname, "../../src");

function press(pointerType: string): void {
  document.body.dispatchEvent(new PointerEvent("pointerdown", { pointerType, bubbles: true }));
}

afterEach(() => {
  press("mouse");
  inVr.value = false;
  theme.value = "system";
});

it("speaks of what the hand does", () => {
  const text = "{Click} a map, or {right-click} it. {Drag with a button|Drag with two fingers}.";
  expect(worded(text)).toBe("Click a map, or right-click it. Drag with a button.");
  press("touch");
  expect(worded(text)).toBe("Tap a map, or hold a finger on it. Drag with two fingers.");
});

it("speaks of what a hand does in VR, also of a person who touched the page last", () => {
  press("touch");
  inVr.value = true;
  expect(worded("{Click} a map. {Drag|Drag with a finger|Take hold of it}.")).toBe("Press a map. Take hold of it.");
  expect(worded("{Drag it|Drag it with a finger}.")).toBe("Drag it.");
});

it("does not take words for another hand where it knows none", () => {
  expect(() => worded("{Clck} it")).toThrow(/\{Clck\}/);
});

describe.each(["light", "dark"] as const)("in the %s theme", (now) => {
  const css = readFileSync(join(SRC, "ui/tokens.css"), "utf8");
  const block = css.slice(css.indexOf(`:root[data-theme="${now}"] {`));
  const colour = /--support: (#[0-9a-f]{6});/.exec(block)?.[1];

  it("names the border of support vectors by the colour that it has", () => {
    theme.value = now;
    const names: Record<string, string> = { "#000000": "Black border", "#ffffff": "White border" };
    expect(worded("{Black} border")).toBe(names[colour ?? ""]);
  });
});

/** What only some hands can do, and keys that not all keyboards have. */
const OF_ONE_HAND =
  /\b(right-click\w*|(double-)?click(s|ed|ing)?|points? at|pointing at|hovers?|mouse|wheel|pinch|fingers?|taps?|Ctrl|(black|white) border)\b/i;
/** Texts about the pointer or the keyboard itself. */
const ALLOWED = new Set(["state/wording.ts", "vr/vrTopic.ts"]);

/** The texts of a file that a person may read: strings of more than one word, and what stands between tags. */
function textsOf(source: string): string[] {
  const code = source
    .replace(/\bclass="[^"]*"/g, "")
    .replace(/\/\*[\s\S]*?\*\//g, "")
    .replace(/(^|[^:"'`])\/\/.*$/gm, "$1");
  const strings = [...code.matchAll(/"((?:[^"\\\n]|\\.)*)"|`((?:[^`\\]|\\.)*)`/g)].map(([, a, b]) => a ?? b ?? "");
  const between = [...code.matchAll(/[>}]([^<>{}=;()]*)[<{]/g)].map(([, text = ""]) => text);
  // Shaders are for no person to read.
  return [...strings, ...between].filter((text) => /\S\s+\S/.test(text) && !/\b(vec[234]|float)\b/.test(text));
}

test("no text of the page speaks of one hand, one keyboard or one theme alone", () => {
  const files = readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .map((name) => name.replaceAll("\\", "/"))
    .filter((name) => /\.tsx?$/.test(name) && !ALLOWED.has(name));
  const wrong = files.flatMap((name) =>
    textsOf(readFileSync(join(SRC, name), "utf8"))
      .filter((text) => OF_ONE_HAND.test(text.replace(/\{[^{}]*\}/g, "")))
      .map((text) => `${name}: ${text.trim()}`),
  );
  expect(wrong).toEqual([]);
});

test("all words that texts ask for are known", () => {
  let asked = 0;
  for (const name of readdirSync(SRC, { recursive: true, encoding: "utf8" })) {
    if (!/\.tsx?$/.test(name) || name.endsWith("wording.ts")) continue;
    for (const text of textsOf(readFileSync(join(SRC, name), "utf8"))) {
      // Other braces are those of code; words for a hand begin with a letter and hold no code.
      for (const [place] of text.matchAll(/(?<!\$)\{[A-Za-z][^{}]*\}/g)) {
        if (/[=:;.()?&]/.test(place) && !place.includes("|")) continue;
        expect(() => worded(place), `${name}: ${text}`).not.toThrow();
        asked++;
      }
    }
  }
  expect(asked).toBeGreaterThan(15);
});

test("such texts are found", () => {
  expect(textsOf("<p>\n  Point at an image\n  here.\n</p>").join()).toContain("Point at an image");
  expect(textsOf('say("Press Ctrl and V") // a remark').join()).toBe("Press Ctrl and V");
});
