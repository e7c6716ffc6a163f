// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { expect, it } from "vitest";
import { Complaint } from "../../src/protocol/complaint.ts";
import type { ParticipantRecord } from "../../src/protocol/messages.ts";
import { ReplayPage } from "../../src/replay/ReplayPage.tsx";
import { draw, one, press } from "../ui/render.ts";
import { Recorder, recordOf } from "./events.ts";

const AT_QUESTIONS = { step: "questionnaire.before", scene: null, condition: null, image: null } as const;

async function shown(record: ParticipantRecord | Complaint): Promise<HTMLElement> {
  const get = () => (record instanceof Complaint ? Promise.reject(record) : Promise.resolve(record));
  const root = draw(<ReplayPage participant={7} client={{ get }} />);
  await act(async () => {});
  return root;
}

function answered(): Recorder {
  const recorder = new Recorder();
  recorder.tell("step_started", 0, AT_QUESTIONS);
  recorder.tell("answer_changed", 5000, { ...AT_QUESTIONS, content: { item: "age", value: 2 } });
  recorder.tell("answer_changed", 6000, { ...AT_QUESTIONS, content: { item: "age", value: 27 } });
  recorder.tell("question_answered", 9000, { ...AT_QUESTIONS, content: { item: "clear", value: 5 } });
  return recorder;
}

it("shows the answers as they were typed, by keys, and says what happened", async () => {
  const root = await shown(recordOf(answered().events));
  const answers = () => [...root.querySelectorAll(".step-answer")].map((each) => each.textContent);
  const caption = () => one(root, ".transport-caption").textContent;
  expect(one(root, "h1").textContent).toBe("Participant 7");
  expect(answers()).toEqual(["No answer yet", "No answer yet"]);
  press(".");
  expect([answers()[0], caption()]).toEqual(["2", "Changed the answer to age"]);
  press(".");
  press("q");
  expect(answers()).toEqual(["27", "5 of 1 to 5, very"]);
  expect(caption()).toBe("Answered clear");
  expect(one(root, "[data-latest='true']").textContent).toContain("What of clear?");
  press("Q", { shiftKey: true });
  press(",");
  expect(answers()).toEqual(["2", "No answer yet"]);
  press(" ");
  expect(one(root, ".transport-play").textContent).toBe("Pause");
});

it("says in its slider where it is", async () => {
  const root = await shown(recordOf(answered().events));
  const slider = one<HTMLInputElement>(root, ".timeline-slider");
  expect(slider.getAttribute("aria-valuetext")).toBe("0:00 of 0:09, Title of questionnaire.before");
  slider.focus();
  press("ArrowRight");
  expect(slider.getAttribute("aria-valuetext")).toContain("0:05 of 0:09");
});

it("has the last event at its slider's end, whose steps are whole milliseconds, however fine the clock was", async () => {
  const recorder = answered();
  recorder.tell("question_answered", 9000.7, { ...AT_QUESTIONS, content: { item: "clear", value: 4 } });
  const slider = one<HTMLInputElement>(await shown(recordOf(recorder.events)), ".timeline-slider");
  expect([slider.max, slider.step]).toEqual(["9001", "1"]);
});

it("shows a reference as opened, and what kept the participant from the study", async () => {
  const recorder = new Recorder();
  const at = { step: "task.reference.cat.explore", condition: "reference", scene: null };
  recorder.tell("reference_opened", 0, at);
  recorder.tell("page_hidden", 10, at);
  recorder.tell("page_shown", 5000, at);
  const root = await shown(recordOf(recorder.events));
  expect(one(root, ".step-card").textContent).toContain("https://example.org/ is open");
  press(".");
  expect(one(root, ".standing").textContent).toContain("In another window");
  press(".");
  expect(one(root, ".standing").textContent).not.toContain("In another window");
});

it("says that nothing is recorded, or why it cannot be shown", async () => {
  expect((await shown(recordOf([]))).textContent).toContain("Nothing is recorded yet");
  expect((await shown(new Complaint("unauthorized", "No."))).textContent).toContain("This server asks for a token");
  expect((await shown(new Complaint("not_found", "No participant 7."))).textContent).toContain("No participant 7.");
});
