import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { VIEWS as ALL } from "../../src/app/views";
import { shown, whatIsShown } from "../../src/state/shown";
import { explained } from "../../src/tour/explained";
import { shortcutsOf } from "../../src/tour/shortcuts";
import { findTopics, topicsOf } from "../../src/tour/topics";
import { CONDITION } from "../state/heard";

const SRC = join(import.meta.dirname, "../../src");
const VIEWS = await explained(ALL);
const TOPICS = topicsOf(VIEWS);
const topic = (id: string) => TOPICS.find((one) => one.id === id);

/** Topics that components ask for, with the file that does. */
function asked(): [id: string, file: string][] {
  return readdirSync(SRC, { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".tsx"))
    .flatMap((name) =>
      [...readFileSync(join(SRC, name), "utf8").matchAll(/\b(?:topic|help)=(?:\{)?"([^"]*)"/g)].map(
        ([, id = ""]): [string, string] => [id, name],
      ),
    );
}

test("every topic that a help button opens is written", () => {
  const uses = asked();
  expect(uses.length).toBeGreaterThan(1);
  for (const [id, file] of uses) expect(topic(id), `“${id}” in ${file}`).toBeDefined();
});

test("the elements of both scenes have their topics", () => {
  const expected = `columns clusters entropy explained-variance representative receptive-field connections classes masks
    mask-tools fills modified-images compare layer-list colour-map tetrahedron position outside kept-changed
    support-vectors boundary importance windows filters`.split(/\s+/);
  for (const id of expected) expect(topic(id), id).toBeDefined();
});

test("no id is used twice", () => {
  const ids = TOPICS.map((one) => one.id);
  expect(new Set(ids).size).toBe(ids.length);
});

describe.each(TOPICS.map((one) => [one.id, one] as const))("%s", (_, one) => {
  test("has a few sentences", () => {
    const sentences = one.text
      .join(" ")
      .split(/[.!?]”?(?:\s|$)/)
      .filter(Boolean);
    expect(sentences.length).toBeGreaterThanOrEqual(2);
    expect(sentences.length).toBeLessThanOrEqual(8);
  });

  test("leads on to others that exist, and not to itself", () => {
    for (const id of one.see) expect(topic(id), id).toBeDefined();
    expect(one.see).not.toContain(one.id);
  });
});

describe.each([
  ["whole", CONDITION],
  ["without clusters", { ...CONDITION, clusters: false }],
  ["without scene 2", { ...CONDITION, pool: false, comparison: false }],
])("in a condition, %s,", (_, condition) => {
  beforeEach(() => {
    shown.value = condition;
  });
  afterEach(() => {
    shown.value = null;
  });

  test("topics have a few sentences, of nothing that cannot be chosen", () => {
    const topics = topicsOf(whatIsShown(VIEWS));
    expect(topics.length).toBeGreaterThan(8);
    for (const { id, text } of topics) {
      const words = text.join(" ");
      expect(words.split(/[.!?]”?(?:\s|$)/).filter(Boolean).length, id).toBeGreaterThanOrEqual(2);
      expect(words, id).not.toMatch(/upload|drop it|unless you choose another, so|another colour map|copies? it/i);
      if (!condition.clusters) expect(words, id).not.toMatch(/cluster|representative/i);
      if (!condition.pool) expect(words, id).not.toMatch(/tetrahedron|masked copy|masked images/i);
    }
  });

  test("keys are those of what is there", () => {
    const titles = shortcutsOf(whatIsShown(VIEWS)).map(({ title }) => title);
    expect(titles.some((title) => title.startsWith("Network structure"))).toBe(condition.clusters);
    expect(titles.some((title) => title.startsWith("Masked images"))).toBe(condition.pool);
    const everywhere = shortcutsOf(whatIsShown(VIEWS))[0]?.keys.map(({ does }) => does);
    expect(everywhere).not.toContain("Paste a picture");
  });
});

test("the search finds words in any order, in titles and texts", () => {
  expect(findTopics(TOPICS, "")).toHaveLength(TOPICS.length);
  expect(findTopics(TOPICS, "SVM")).toHaveLength(0);
  expect(findTopics(TOPICS, "machine vector").map((one) => one.id)).toContain("boundary");
  expect(findTopics(TOPICS, "slic").map((one) => one.id)).toEqual(["mask-tools"]);
});
