import { expect, it } from "vitest";
import { eventWords } from "../../src/replay/eventWords.ts";
import { answerText } from "../../src/replay/StepCard.tsx";
import { question, Recorder, rectangle } from "./events.ts";

it("an event is told in words, with what it is about", () => {
  const words = (...[kind, content]: [Parameters<Recorder["tell"]>[0], Record<string, unknown>]) =>
    eventWords(new Recorder().tell(kind, 0, { content }));
  expect(words("mask_drawn", { index: 0, mask: rectangle(1) })).toBe("Drew a mask (rectangle, 30 × 40)");
  expect(words("masks_replaced", { masks: [rectangle(1)], reason: "undo" })).toBe("Took a step back: 1 mask");
  expect(
    words("recalculation_answered", { operation: "layers", latency_ms: 240.4, label: "tabby", probability: 0.5 }),
  ).toBe("The network answered after 240 ms: tabby, 50.0%");
  expect(words("recalculation_answered", { operation: "pools", latency_ms: 1.2 })).toBe(
    "The network answered after 1 ms",
  );
  expect(words("cluster_opened", { layer: "conv1", cluster: 0 })).toBe("Opened cluster 1 of conv1");
  expect(words("session_opened", { client: "unity", version: "1", display: "headset" })).toBe(
    "Opened the session (unity)",
  );
  expect(words("setting_changed", { setting: "vr", value: "entered" })).toBe("Entered VR");
  expect(words("setting_changed", { setting: "vr", value: "left" })).toBe("Left VR");
  expect(words("setting_changed", { setting: "tool", value: "brush" })).toBe("Set tool: brush");
  expect(words("hover", { target: "map", layer: "conv1", duration_ms: 1234 })).toBe("Looked at map of conv1 for 1.2 s");
});

it("an answer is told as the participant read it", () => {
  const choices = [{ id: "a", text: "The first" }];
  expect(answerText(question("x", "single_choice", { choices }), "a")).toBe("The first");
  expect(answerText(question("x", "single_choice", { choices, other: "Another" }), { other: "mine" })).toBe(
    "Another: mine",
  );
  expect(answerText(question("x", "multiple_choice", { choices, other: "Another" }), ["a", { other: "b" }])).toBe(
    "The first, Another: b",
  );
  expect(answerText(question("x", "multiple_choice", { choices }), [])).toBe("None of them");
  const scale = { min: 0, max: 3, step: 1, labels: ["none", "slight", "some", "severe"] };
  expect(answerText(question("x", "scale", scale), 2)).toBe("2 of 0 to 3, some");
  expect(answerText(question("x", "open"), "Words.")).toBe("Words.");
  expect(answerText(question("x", "open"), null)).toBe("No answer yet");
});
