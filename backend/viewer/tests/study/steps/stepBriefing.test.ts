import { signal } from "@preact/signals";
import { describe, expect, it, vi } from "vitest";
import { stepBriefing, timeOverBriefing } from "../../../src/study/steps/stepBriefing.ts";
import type { BoardButton, BoardItem } from "../../../src/vr/board/boardItem.ts";
import { step } from "../sample.ts";

function briefed(text = "Which parts of the image matter?") {
  const parts = { told: signal(true), asking: signal(false), paused: signal(false), time: signal<string | null>(null) };
  const finish = vi.fn();
  const task = step({ id: "task", kind: "task", title: "Clustered", text });
  return { ...parts, finish, briefing: stepBriefing({ ...parts, step: task, title: "Clustered · Cat", finish }) };
}

function words(items: readonly BoardItem[] | null): string[] {
  return (items ?? []).flatMap((item) => {
    if (item.kind === "row") return words(item.items);
    return item.kind === "button" ? [`[${item.label}]`] : item.kind === "picture" ? [] : [item.text];
  });
}

function press(items: readonly BoardItem[] | null, label: string): void {
  const buttons = (items ?? []).flatMap((item) => (item.kind === "row" ? item.items : [item]));
  buttons.find((item): item is BoardButton => item.kind === "button" && item.label === label)?.onPress();
}

describe("a step in VR", () => {
  it("has its words, its time and Done on a board, and at the wrist", () => {
    const { briefing, time } = briefed();
    const task = ["Clustered · Cat", "Which parts of the image matter?"];
    expect(words(briefing.items.value)).toEqual([...task, "[Hide the task]", "[Done]"]);
    time.value = "4:32 left";
    expect(words(briefing.items.value)).toEqual([...task, "4:32 left", "[Hide the task]", "[Done]"]);
    press(briefing.items.value, "Hide the task");
    expect(briefing.items.value).toEqual([]);
    expect(words(briefing.controls.value)).toEqual(["4:32 left", "[Show the task]", "[Done]"]);
    press(briefing.controls.value, "Show the task");
    expect(words(briefing.items.value)).toHaveLength(5);
  });

  it("is read page by page where it is long", () => {
    const { briefing } = briefed(`${"Look. ".repeat(70)}\n\nLast words. ${"Look. ".repeat(70)}`);
    expect(words(briefing.items.value)).not.toContain("Last words.");
    press(briefing.items.value, "Read on");
    expect(words(briefing.items.value).some((text) => text.startsWith("Last words."))).toBe(true);
    press(briefing.items.value, "Back");
    expect(words(briefing.items.value).some((text) => text.startsWith("Last words."))).toBe(false);
  });

  it("is finished after a question, which covers the scene", () => {
    const { briefing, asking, finish } = briefed();
    expect(briefing.cover.value).toBeNull();
    press(briefing.items.value, "Done");
    expect(asking.value).toBe(true);
    expect(words(briefing.cover.value)).toEqual([
      "Finish this task?",
      "You cannot come back to it.",
      "[Not yet]",
      "[Finish]",
    ]);
    press(briefing.cover.value, "Not yet");
    expect(briefing.cover.value).toBeNull();
    expect(finish).not.toHaveBeenCalled();
    press(briefing.controls.value, "Done");
    press(briefing.cover.value, "Finish");
    expect(finish).toHaveBeenCalledOnce();
  });

  it("says a pause before all else, and the way out", () => {
    const { briefing, asking, paused } = briefed();
    asking.value = true;
    paused.value = true;
    expect(words(briefing.cover.value)[0]).toBe("A pause");
    expect(words(briefing.cover.value)).toContain("[Leave VR]");
    paused.value = false;
    expect(words(briefing.cover.value)[0]).toBe("Finish this task?");
  });

  it("whose time is over says so, and goes on when that is pressed", () => {
    const goOn = vi.fn();
    const { cover, items } = timeOverBriefing(goOn);
    expect(items.value).toEqual([]);
    expect(words(cover.value)[0]).toBe("The time for this is over");
    press(cover.value, "Go on now");
    expect(goOn).toHaveBeenCalledOnce();
  });
});
