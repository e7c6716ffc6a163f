import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { SCENES } from "../../src/geometry/scenes";

const SRC = join(import.meta.dirname, "../../src");
const css = readFileSync(join(SRC, "ui/tokens.css"), "utf8");

type Theme = "light" | "dark";

/** The custom properties of one theme. */
function tokensOf(theme: Theme): Map<string, string> {
  const at = css.indexOf(`:root[data-theme="${theme}"] {`);
  const block = css.slice(css.indexOf("{", at), css.indexOf("}", at));
  return new Map([...block.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name = "", value = ""]) => [name, value]));
}

/** Relative luminance by WCAG 2.2. */
function luminance(hex: string): number {
  const channel = (at: number) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5);
}

function contrast(one: string, other: string): number {
  const [light = 0, dark = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const SURFACES = ["--page", "--surface", "--raised", "--sunken", "--hover", "--canvas"];
const SOFT = ["--accent-soft", "--danger-soft", "--warning-soft", "--good-soft"];
/** Text on a background: 4.5 to 1. */
const TEXT: [text: string, backgrounds: string[]][] = [
  ["--text", [...SURFACES, ...SOFT]],
  ["--text-muted", [...SURFACES, ...SOFT]],
  ["--accent-text", [...SURFACES, "--accent-soft"]],
  ["--danger", ["--surface", "--page", "--raised", "--danger-soft"]],
  ["--warning", ["--surface", "--page", "--raised", "--warning-soft", "--accent-soft"]],
  ["--good", ["--surface", "--page", "--raised", "--good-soft"]],
  ["--kept", ["--surface", "--raised", "--page"]],
  ["--changed", ["--surface", "--raised", "--page"]],
  ["--on-accent", ["--accent", "--accent-strong"]],
  ["--on-inverse", ["--inverse"]],
];
/** Borders of controls, and the ring around what has the focus: 3 to 1. */
const MARKS: [mark: string, backgrounds: string[]][] = [
  ["--line-strong", ["--surface", "--raised", "--page"]],
  ["--accent", [...SURFACES]],
];

describe.each<Theme>(["light", "dark"])("the %s theme", (theme) => {
  const tokens = tokensOf(theme);
  const hex = (name: string) => {
    const value = tokens.get(name);
    expect(value, `${name} in ${theme}`).toMatch(/^#[0-9a-f]{6}$/);
    return value ?? "";
  };
  const pairs = (list: typeof TEXT) => list.flatMap(([one, others]) => others.map((other) => [one, other] as const));

  test.each(pairs(TEXT))("%s is readable on %s", (text, background) => {
    expect(contrast(hex(text), hex(background))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairs(MARKS))("%s is seen on %s", (mark, background) => {
    expect(contrast(hex(mark), hex(background))).toBeGreaterThanOrEqual(3);
  });
});

test("both themes say the same things", () => {
  expect([...tokensOf("dark").keys()]).toEqual([...tokensOf("light").keys()]);
});

test("contrast is WCAG's", () => {
  expect(contrast("#000000", "#ffffff")).toBeCloseTo(21, 5);
  expect(contrast("#777777", "#ffffff")).toBeCloseTo(4.478, 2);
});

test("the accent of the light theme is the one of both clients", () => {
  expect(tokensOf("light").get("--accent")).toBe(SCENES.colours.accent);
});

function files(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(folder, name));
}

test("style sheets use no token that does not exist", () => {
  const known = new Set([...css.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
  // Sizes that a component computes.
  for (const file of files(SRC, ".tsx"))
    for (const [, name] of readFileSync(file, "utf8").matchAll(/"(--[\w-]+)":/g)) known.add(name);
  for (const file of files(SRC, ".css")) {
    const text = readFileSync(file, "utf8");
    const own = new Set([...text.matchAll(/(--[\w-]+):/g)].map(([, name]) => name));
    // A property with a fallback need not be there.
    for (const [, name = ""] of text.matchAll(/var\((--[\w-]+)\)/g))
      expect(known.has(name) || own.has(name), `${name} in ${file}`).toBe(true);
  }
});
