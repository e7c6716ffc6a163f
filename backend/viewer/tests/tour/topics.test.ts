import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { VIEWS } from "../../src/app/views";
import { findTopics, topicsOf } from "../../src/tour/topics";

const SRC = join(import.meta.dirname, "../../src");
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

test("the search finds words in any order, in titles and texts", () => {
  expect(findTopics(TOPICS, "")).toHaveLength(TOPICS.length);
  expect(findTopics(TOPICS, "SVM")).toHaveLength(0);
  expect(findTopics(TOPICS, "machine vector").map((one) => one.id)).toContain("boundary");
  expect(findTopics(TOPICS, "slic").map((one) => one.id)).toEqual(["mask-tools"]);
});
