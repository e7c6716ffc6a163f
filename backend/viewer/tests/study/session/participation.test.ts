// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Complaint } from "../../../src/protocol/complaint.ts";
import type { Mask, SessionEvent, SessionStatus, StudySession } from "../../../src/protocol/messages.ts";
import type { SessionServer } from "../../../src/study/entry/server.ts";
import { EventLog } from "../../../src/study/log/eventLog.ts";
import { Sender } from "../../../src/study/log/sender.ts";
import { Answers } from "../../../src/study/session/answers.ts";
import { DraftStore } from "../../../src/study/session/drafts.ts";
import { Participation } from "../../../src/study/session/participation.ts";
import { ScriptedServer } from "../log/scriptedServer.ts";
import { STEPS, sessionAt } from "../sample.ts";

const MASK: Mask = { kind: "rectangle", top: 1, left: 2, height: 30, width: 40 };

let events: ScriptedServer;
let session: StudySession;
/** What the server says of the session; null for what follows from the events it holds. */
let says: SessionStatus | null;
let reachable: boolean;
let page: Participation;
let ended: number;

/** Where a session stands by the steps that are finished, as the server finds it. */
function standing(): SessionStatus {
  const finished = recorded().filter(({ kind }) => kind === "step_finished");
  const step = STEPS.find(({ id }) => id !== "end" && !finished.some((event) => event.step === id))?.id ?? "end";
  return { state: step === "end" ? "ended" : "running", step };
}

function recorded(): SessionEvent[] {
  return [...events.records.values()].flatMap((all) => [...all.values()]);
}

const kinds = () => recorded().map(({ kind }) => kind);

function open(at = session.step): void {
  const log = new EventLog("client-one", null);
  const reached = <T>(value: T) =>
    reachable ? Promise.resolve(value) : Promise.reject(Complaint.unreachable("Gone."));
  const sender = new Sender(log, (batch, keepalive) => reached(null).then(() => events.post(batch, keepalive)));
  const server = {
    session: () => reached({ ...session, ...(says ?? standing()) }),
    status: () => reached(says ?? standing()),
  } as unknown as SessionServer;
  page = new Participation(
    { ...session, step: at },
    {
      server,
      log,
      sender,
      answers: new Answers(new DraftStore("tetrascope.study.7.test")),
      version: "0.1.0",
      onOver: () => ended++,
    },
  );
  page.start();
}

const looks = () => vi.advanceTimersByTimeAsync(2_300);

beforeEach(() => {
  vi.useFakeTimers();
  localStorage.clear();
  events = new ScriptedServer();
  session = sessionAt("consent");
  says = null;
  reachable = true;
  ended = 0;
});
afterEach(() => {
  page.stop();
  vi.useRealTimers();
});

describe("a session", () => {
  it("goes from step to step, and is told", async () => {
    open();
    await looks();
    expect(kinds()).toEqual(["session_opened", "step_started"]);
    expect(recorded()[0]?.content).toMatchObject({ client: "browser", version: "0.1.0", display: "screen" });
    page.finish();
    expect(page.step.value.id).toBe("questionnaire.before");
    await looks();
    expect(kinds().slice(2)).toEqual(["step_finished", "step_started"]);
    expect(recorded()[2]).toMatchObject({ step: "consent", content: { reason: "done" } });
    expect(recorded()[3]?.step).toBe("questionnaire.before");
  });

  it("goes on where the server says that it stands, with what was spent there", () => {
    session = sessionAt("task.reference.cat", { spent_ms: 61_000 });
    open();
    expect(page.step.value.id).toBe("task.reference.cat");
    expect(page.clock.spent()).toBeGreaterThanOrEqual(61_000);
  });

  it("has what was drawn there before, until the scenes of the step have it", () => {
    session = sessionAt("task.reference.cat", { masks: [MASK] });
    open();
    expect(page.takeMasks()).toEqual([MASK]);
    expect(page.takeMasks(), "the scenes know better from then on").toBeNull();
    expect(kinds()).not.toContain("masks_replaced");
  });

  it("has nothing at a step that nobody was at", () => {
    session = sessionAt("break.1", { masks: [MASK] });
    open();
    page.finish();
    expect(page.step.value.id).toBe("task.reference.cat");
    expect(page.takeMasks()).toEqual([]);
  });

  it("does not begin before the experimenter starts it", async () => {
    session = sessionAt("consent", { state: "waiting" });
    says = { state: "waiting", step: "consent" };
    open();
    await looks();
    expect(kinds()).toEqual(["session_opened"]);
    says = null;
    await looks();
    await looks();
    expect(page.state.value).toBe("running");
    expect(kinds()).toEqual(["session_opened", "step_started"]);
  });

  it("stands still while it is paused, its clock too", async () => {
    open();
    says = { state: "paused", step: "consent" };
    await looks();
    const spent = page.clock.spent();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(page.clock.spent()).toBe(spent);
    says = null;
    await looks();
    await looks();
    expect(kinds()).toEqual(["session_opened", "step_started", "paused", "resumed"]);
    expect(page.clock.spent()).toBeGreaterThan(spent);
  });

  it("is over when the server has all of it", async () => {
    session = sessionAt("task.reference.cat");
    says = { state: "running", step: "task.reference.cat" };
    open();
    page.finish();
    expect(page.step.value.kind).toBe("end");
    says = { state: "ended", step: "end" };
    await looks();
    await looks();
    expect(page.state.value).toBe("ended");
    expect(ended).toBe(1);
  });
});

describe("without its server", () => {
  it("it goes on, says so, and tells everything when the server is back", async () => {
    open();
    await looks();
    reachable = false;
    await looks();
    expect(page.away.value).toBe(true);
    page.finish();
    page.answers.change("age", 30, page.step.value.id);
    await vi.advanceTimersByTimeAsync(120_000);
    expect(page.step.value.id).toBe("questionnaire.before");
    reachable = true;
    page.lookAgain();
    await looks();
    expect(page.away.value).toBe(false);
    expect(page.log.unsent.value).toBe(0);
    expect(kinds().slice(2)).toEqual([
      "connection_lost",
      "step_finished",
      "step_started",
      "answer_changed",
      "connection_restored",
    ]);
  });

  it("tells a gap that nothing but what it sends has met", async () => {
    open();
    await looks();
    reachable = false;
    page.finish();
    await vi.advanceTimersByTimeAsync(100);
    expect(page.away.value).toBe(true);
    reachable = true;
    await looks();
    expect(page.away.value).toBe(false);
    expect(kinds().slice(2)).toEqual(["step_finished", "step_started", "connection_lost", "connection_restored"]);
  });

  it("is back as soon as anything is sent, however long the next look would be", async () => {
    open();
    await looks();
    reachable = false;
    await vi.advanceTimersByTimeAsync(40_000);
    reachable = true;
    page.answers.change("age", 30, page.step.value.id);
    page.finish();
    await vi.advanceTimersByTimeAsync(100);
    expect(page.away.value).toBe(false);
    await looks();
    expect(kinds().filter((kind) => kind.startsWith("connection"))).toEqual(["connection_lost", "connection_restored"]);
  });

  it("a server that refuses the key ends it, until it does not", async () => {
    open();
    await looks();
    const status = vi.spyOn((page as unknown as { parts: { server: SessionServer } }).parts.server, "status");
    status.mockRejectedValue(new Complaint("unauthorized", "No.", { status: 401 }));
    await looks();
    expect(page.refusal.value?.code).toBe("unauthorized");
    status.mockRestore();
    page.lookAgain();
    await looks();
    expect(page.refusal.value).toBeNull();
  });
});

describe("the server", () => {
  it("leads a page along that another one of the participant has overtaken", async () => {
    open();
    await looks();
    says = { state: "running", step: "break.1" };
    await looks();
    expect(page.step.value.id).toBe("break.1");
    await looks();
    expect(recorded().at(-1)).toMatchObject({ kind: "step_started", step: "break.1" });
  });

  it("does not lead a page back that is ahead of what it has heard", async () => {
    open();
    await looks();
    says = { state: "running", step: "consent" };
    events.complaint = Complaint.unreachable("Gone.");
    page.finish();
    await looks();
    await looks();
    expect(page.step.value.id).toBe("questionnaire.before");
  });

  it("is overtaken by a page that goes on while it answers", async () => {
    open();
    await looks();
    let answer = (_: SessionStatus) => {};
    const { server } = (page as unknown as { parts: { server: SessionServer } }).parts;
    vi.spyOn(server, "status").mockImplementationOnce(() => new Promise((resolve) => (answer = resolve)));
    await looks();
    page.finish();
    await vi.advanceTimersByTimeAsync(500);
    expect(page.log.unsent.value).toBe(0);
    answer({ state: "running", step: "consent" });
    await vi.advanceTimersByTimeAsync(500);
    expect(page.step.value.id).toBe("questionnaire.before");
    expect(kinds().slice(2)).toEqual(["step_finished", "step_started"]);
  });

  it("leads a page back where an answer did not do", async () => {
    open("questionnaire.before");
    says = { state: "running", step: "questionnaire.before" };
    page.finish();
    expect(page.step.value.id).toBe("break.1");
    await looks();
    await looks();
    expect(page.step.value.id).toBe("questionnaire.before");
  });
});

describe("an answer", () => {
  it("is on this device at once, told after a moment's rest, and given with the step", async () => {
    open("questionnaire.before");
    says = { state: "running", step: "questionnaire.before" };
    page.answers.change("age", 3, page.step.value.id);
    page.answers.change("age", 30, page.step.value.id);
    expect(new DraftStore("tetrascope.study.7.test").of("questionnaire.before")).toEqual({ age: 30 });
    await looks();
    page.answers.change("gender", { other: "none" }, page.step.value.id);
    page.finish();
    says = { state: "running", step: "break.1" };
    await looks();
    const told = recorded().filter(({ kind }) => kind === "answer_changed" || kind === "question_answered");
    expect(told.map(({ kind, content }) => [kind, content.item, content.value])).toEqual([
      ["answer_changed", "age", 30],
      ["answer_changed", "gender", { other: "none" }],
      ["question_answered", "age", 30],
      ["question_answered", "gender", { other: "none" }],
      ["question_answered", "note", null],
    ]);
    expect(localStorage.length).toBe(0);
  });

  it("and the sight of a question whose step is over belong to no step", async () => {
    open("questionnaire.before");
    page.answers.shown("age", "questionnaire.before");
    page.finish();
    page.answers.shown("note", "questionnaire.before");
    page.answers.change("note", "too late", "questionnaire.before");
    await looks();
    const told = recorded().filter(({ kind }) => kind === "question_shown" || kind === "answer_changed");
    expect(told.map(({ kind, step, content }) => [kind, step, content.item])).toEqual([
      ["question_shown", "questionnaire.before", "age"],
    ]);
    expect(localStorage.length).toBe(0);
  });

  it("survives a page that is loaded again, over what the server has", () => {
    session = sessionAt("questionnaire.before", {
      answers: [
        { step: "questionnaire.before", item: "age", value: 29 },
        { step: "questionnaire.before", item: "gender", value: "male" },
        { step: "another", item: "note", value: "no" },
      ],
      drafts: [
        { step: "questionnaire.before", item: "gender", value: { other: "none" } },
        { step: "questionnaire.before", item: "age", value: 31 },
      ],
    });
    new DraftStore("tetrascope.study.7.test").keep("questionnaire.before", { age: 30 });
    open();
    expect(page.answers.values.value).toEqual({ age: 30, gender: { other: "none" } });
  });
});

it("another language brings all texts anew", async () => {
  session = sessionAt("consent", { languages: ["en", "de"] });
  open();
  const spoken = page.speak("de");
  session = { ...session, language: "de", title: "Ein Blick in ein Netz" };
  await looks();
  await spoken;
  expect(page.session.value.title).toBe("Ein Blick in ein Netz");
  expect(recorded().find(({ kind }) => kind === "language_chosen")?.content).toEqual({ language: "de" });
});

it("a page that is closed tells its end, and one that comes back its beginning", async () => {
  open();
  await looks();
  page.close();
  page.reopen();
  await looks();
  expect(kinds().slice(2)).toEqual(["session_closed", "session_opened", "step_started"]);
});
