// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { SessionStep, StudySession } from "../../src/protocol/messages.ts";
import { onTell, type Told } from "../../src/state/tell.ts";
import { KeyPage } from "../../src/study/entry/KeyPage.tsx";
import { remember, rememberedSessions, storeName } from "../../src/study/entry/remembered.ts";
import { Session } from "../../src/study/Session.tsx";
import type { Participation } from "../../src/study/session/participation.ts";
import { draw, one } from "../ui/render.ts";
import { openPage } from "./openPage.ts";
import { question, sessionAt, step } from "./sample.ts";

let page: Participation | null = null;
let root: HTMLElement;
let told: Told[];

beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  told = [];
  // What is in sight there is not known here: everything is.
  vi.stubGlobal(
    "IntersectionObserver",
    class {
      private readonly see: (entries: { isIntersecting: boolean }[]) => void;
      constructor(see: (entries: { isIntersecting: boolean }[]) => void) {
        this.see = see;
      }
      observe(): void {
        this.see([{ isIntersecting: true }]);
      }
      disconnect(): void {}
    },
  );
});
afterEach(() => {
  page?.stop();
  page = null;
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** Shows a session; what is told is heard from here on. */
function show(session: StudySession): void {
  page = openPage(session);
  root = draw(<Session participation={page} />);
  onTell((what) => told.push(what));
}

/** Shows a step of questions. */
function ask(...questions: ReturnType<typeof question>[]): void {
  const asked: SessionStep = step({ id: "asked", kind: "questionnaire", title: "Questions", questions });
  const end = step({ id: "end", kind: "end", title: "Thank you", text: "Bye." });
  show(sessionAt("asked", { steps: [asked, end] }));
}

function press(words: string): void {
  const buttons = [...root.querySelectorAll("button")].filter((button) => button.textContent === words);
  if (buttons.length !== 1) throw new Error(`Expected one button “${words}”, got ${buttons.length}.`);
  act(() => buttons[0]?.click());
}

function type(input: HTMLInputElement | HTMLTextAreaElement, text: string): void {
  act(() => {
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
  });
}

/** Lets milliseconds pass. */
function pass(milliseconds: number): Promise<void> {
  return act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });
}

const answered = () => told.filter(({ kind }) => kind === "question_answered").map(({ content }) => content.value);

describe("consent", () => {
  it("says what the study is, as text alone, and leads on", () => {
    const steps = [step({ text: "First <b>bold</b>.\n\nSecond." }), step({ id: "end", kind: "end", title: "Bye" })];
    show(sessionAt("consent", { steps, title: "Looking" }));
    expect([...root.querySelectorAll(".reading-text p")].map((each) => each.textContent)).toEqual([
      "First <b>bold</b>.",
      "Second.",
    ]);
    expect(one(root, "h1")).toBe(document.activeElement);
    expect(root.textContent).toContain("Step 1 of 1");
    press("I agree, go on");
    expect(one(root, "h1").textContent).toBe("Bye");
  });

  it("offers the study's languages, each by its own name", () => {
    show(sessionAt("consent", { languages: ["en", "de", "ar"], language: "de" }));
    const select = one<HTMLSelectElement>(root, "select");
    expect([...select.options].map((option) => option.textContent)).toEqual(["English", "Deutsch", "العربية"]);
    expect(select.value).toBe("de");
  });
});

describe("questions", () => {
  it("that must be answered are told, and the first has the focus", () => {
    ask(
      question({ item: "a", text: "A?" }),
      question({ item: "b", text: "B?", required: false }),
      question({ item: "c", text: "C?" }),
    );
    const [first, , third] = root.querySelectorAll("textarea");
    if (!first || !third) throw new Error("Expected three fields.");
    type(first, "yes");
    press("Go on");
    expect(document.activeElement).toBe(third);
    expect(third.getAttribute("aria-invalid")).toBe("true");
    expect(document.getElementById(third.getAttribute("aria-describedby") ?? "")?.textContent).toBe(
      "Please write an answer.",
    );
    expect(one(root, ".questions-left").textContent).toBe("1 question needs an answer.");
    type(third, "no");
    expect(third.getAttribute("aria-invalid")).toBe("false");
    press("Go on");
    expect(answered()).toEqual(["yes", null, "no"]);
    expect(one(root, "h1").textContent).toBe("Thank you");
  });

  it("of a scale are points to choose from, whose ends have names", () => {
    ask(question({ kind: "scale", min: 0, max: 10, step: 5, low: "Not at all", high: "Very" }));
    const points = [...root.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    expect(points.map((point) => point.closest("label")?.textContent)).toEqual(["0, Not at all", "5", "10, Very"]);
    const group = one(root, "[role=radiogroup]");
    expect(document.getElementById(group.getAttribute("aria-labelledby") ?? "")?.textContent).toBe("What did you see?");
    act(() => points[1]?.click());
    press("Go on");
    expect(answered()).toEqual([5]);
  });

  it("of a scale may name every point", () => {
    ask(question({ kind: "scale", min: 0, max: 2, labels: ["None", "Slight", "Severe"], required: false }));
    const points = [...root.querySelectorAll<HTMLInputElement>("input[type=radio]")];
    expect(points.map((point) => point.closest("label")?.textContent)).toEqual(["None", "Slight", "Severe"]);
    act(() => points[2]?.click());
    expect(page?.answers.values.value.q1).toBe(2);
    press("Clear the answer");
    press("Go on");
    expect(answered()).toEqual([null]);
  });

  it("of a choice may be answered in words of one's own, which must be there then", () => {
    ask(question({ kind: "single_choice", choices: [{ id: "a", text: "A" }], other: "Other, namely" }));
    const [, other] = root.querySelectorAll<HTMLInputElement>("input[type=radio]");
    act(() => other?.click());
    const words = one<HTMLInputElement>(root, "input[type=text]");
    expect(document.activeElement).toBe(words);
    press("Go on");
    expect(one(root, ".question-answer .fault").textContent).toBe("Please say in a few words what you mean.");
    type(words, "both");
    press("Go on");
    expect(answered()).toEqual([{ other: "both" }]);
  });

  it("of several choices are answered in the question's order", () => {
    const choices = ["a", "b", "c"].map((id) => ({ id, text: id }));
    ask(question({ kind: "multiple_choice", choices, other: "Else" }));
    const boxes = [...root.querySelectorAll<HTMLInputElement>("input[type=checkbox]")];
    for (const place of [2, 3, 0, 1, 1]) act(() => boxes[place]?.click());
    type(one<HTMLInputElement>(root, "input[type=text]"), "more");
    press("Go on");
    expect(answered()).toEqual([["a", "c", { other: "more" }]]);
  });

  it("for a number take one within bounds", () => {
    ask(question({ kind: "number", min: 18, max: 120, step: 1 }));
    const input = one<HTMLInputElement>(root, "input");
    for (const wrong of ["seven", "17", "30,5", "121"]) {
      type(input, wrong);
      press("Go on");
      expect(one(root, ".question-answer .fault").textContent, wrong).toBe(
        "Please enter a whole number from 18 to 120.",
      );
    }
    type(input, "30");
    press("Go on");
    expect(answered()).toEqual([30]);
  });

  it("in words say how many letters are left, near the limit", () => {
    ask(question({ max_length: 210 }));
    const field = one<HTMLTextAreaElement>(root, "textarea");
    expect(field.maxLength).toBe(210);
    type(field, "nine");
    expect(one(root, ".letters-left").textContent).toBe("");
    type(field, "x".repeat(20));
    expect(one(root, ".letters-left").textContent).toBe("190 letters left");
  });

  it("that are asked of several conditions stand below their words, which are there once", () => {
    const images = ["cat", "dog"].map((id) => ({ id, title: id.toUpperCase(), image_id: id }));
    const both = images.map(({ id }) => question({ item: `q.${id}`, image: id, text: "Which areas?" }));
    const end = step({ id: "end", kind: "end", title: "Bye" });
    show(sessionAt("asked", { images, steps: [step({ id: "asked", kind: "questionnaire", questions: both }), end] }));
    expect(root.querySelectorAll("h2")).toHaveLength(1);
    const labels = [...root.querySelectorAll("textarea")].map((field) =>
      (field.getAttribute("aria-labelledby") ?? "").split(" ").map((id) => document.getElementById(id)?.textContent),
    );
    expect(labels).toEqual([
      ["Which areas?", "CAT"],
      ["Which areas?", "DOG"],
    ]);
  });

  it("are told to be on the screen once each", () => {
    const heard: Told[] = [];
    const stop = onTell((what) => heard.push(what));
    page = null;
    ask(question({ item: "a", text: "A?" }));
    stop();
    const { log } = page as unknown as Participation;
    const batch = log.next(99, 1e6, true);
    expect(batch?.events.filter(({ kind }) => kind === "question_shown").map(({ content }) => content.item)).toEqual([
      "a",
    ]);
  });
});

describe("a reference", () => {
  it("is opened in a tab of its own, timed, and left by hand", () => {
    show(sessionAt("task.reference.cat"));
    expect(root.textContent).not.toContain("Done, go on");
    const link = one<HTMLAnchorElement>(root, "a.reference-link");
    expect([link.target, link.rel]).toEqual(["_blank", "noopener noreferrer"]);
    link.addEventListener("click", (event) => event.preventDefault());
    act(() => link.click());
    act(() => link.click());
    press("I am back");
    press("Done, go on");
    expect(told.map(({ kind }) => kind)).toEqual([
      "reference_opened",
      "reference_closed",
      "step_finished",
      "step_started",
    ]);
    expect(told[1]?.content.duration_ms).toBeGreaterThanOrEqual(0);
  });

  it("that is open stays so when the page is loaded again", () => {
    show(sessionAt("task.reference.cat"));
    const link = one<HTMLAnchorElement>(root, "a.reference-link");
    link.addEventListener("click", (event) => event.preventDefault());
    act(() => link.click());
    page?.stop();
    show(sessionAt("task.reference.cat"));
    press("I am back");
    expect(told.at(-1)?.kind).toBe("reference_closed");
  });

  it("may be a program, which the participant starts", () => {
    const [consent] = [sessionAt("consent").conditions[0]];
    if (!consent) throw new Error("Expected a condition.");
    show(sessionAt("task.reference.cat", { conditions: [{ ...consent, address: null, program: ["tool", "--cat"] }] }));
    expect(one(root, "code").textContent).toBe("tool --cat");
    press("It has started");
    press("I am back");
    expect(told.map(({ kind }) => kind)).toEqual(["reference_opened", "reference_closed"]);
  });
});

describe("time", () => {
  it("that is over ends a task by itself, after a word", async () => {
    vi.useFakeTimers();
    show(sessionAt("task.reference.cat", { spent_ms: 10 * 60_000 - 500 }));
    await pass(1_000);
    expect(one(root, "h1").textContent).toBe("The time for this is over");
    await pass(10_500);
    expect(told.find(({ kind }) => kind === "step_finished")?.content).toEqual({ reason: "time" });
    expect(one(root, "h1").textContent).toBe("Thank you");
  });

  it("of a break is shown, and ends nothing", async () => {
    vi.useFakeTimers();
    show(sessionAt("break.1", { spent_ms: 5 * 60_000 - 1_000 }));
    expect(one(root, "[role=timer]").textContent).toBe("0:01");
    await pass(3_000);
    expect(root.textContent).toContain("The break is over.");
    press("Go on");
    expect(told.at(-2)).toMatchObject({ kind: "step_finished", content: { reason: "done" } });
  });
});

describe("a session that", () => {
  it.each([
    ["waiting", "Please wait"],
    ["aborted", "The session was ended"],
    ["ended", "Thank you"],
  ] as const)("is %s says so", (state, title) => {
    show(sessionAt("consent", { state }));
    expect(one(root, "h1").textContent).toBe(title);
  });

  it("is paused covers its step, which stays as it is", async () => {
    vi.useFakeTimers();
    const session = sessionAt("questionnaire.before");
    let state: StudySession["state"] = "running";
    page = openPage(session, () => ({ state, step: session.step }));
    root = draw(<Session participation={page} />);
    const field = one<HTMLTextAreaElement>(root, "textarea");
    act(() => field.focus());
    type(field, "half a sent");
    state = "paused";
    await pass(2_500);
    expect(one(root, ".study-cover h1").textContent).toBe("A pause");
    expect(one(root, ".study-step").hasAttribute("inert")).toBe(true);
    state = "running";
    await pass(2_500);
    expect(field.value).toBe("half a sent");
    expect(document.activeElement).toBe(field);
  });

  it("is a dry run, or is kept in memory alone, says so", () => {
    show(sessionAt("consent", { simulated: true }));
    expect(root.textContent).toContain("Dry run.");
    expect(root.textContent).toContain("This browser keeps nothing on its disk");
  });
});

describe("a page without a key", () => {
  const session = { key: "0123456789abcdefghijkl", participant: 7 };

  it("asks whether the session of this browser is to go on", async () => {
    const { token } = await import("../../src/state/token.ts");
    remember({ key: "another-key-of-somebody", participant: 6 });
    remember(session);
    root = draw(<KeyPage />);
    expect(one(root, "h1").textContent).toBe("Go on as participant 7?");
    press("Yes, go on");
    expect(token.value).toBe(session.key);
  });

  it("asks for the address where it is somebody else", () => {
    remember(session);
    root = draw(<KeyPage />);
    press("No, that is somebody else");
    type(one<HTMLInputElement>(root, "input"), "nonsense");
    act(() => {
      one<HTMLFormElement>(root, "form").dispatchEvent(new Event("submit", { cancelable: true, bubbles: true }));
    });
    expect(one(root, "[role=alert]").textContent).toContain("no such address");
  });

  it("names what it keeps without the key, another for each", () => {
    const other = { ...session, key: "0123456789abcdefghijkm" };
    expect(storeName(session)).toMatch(/^tetrascope\.study\.7\.[0-9a-f]{8}$/);
    expect(storeName(session)).not.toBe(storeName(other));
    expect(rememberedSessions()).toEqual([]);
  });
});
