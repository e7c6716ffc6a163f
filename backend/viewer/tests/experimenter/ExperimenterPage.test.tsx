// @vitest-environment happy-dom
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ExperimenterPage } from "../../src/experimenter/ExperimenterPage.tsx";
import { LiveStudy } from "../../src/experimenter/liveStudy.ts";
import { Complaint } from "../../src/protocol/complaint.ts";
import type { StudyOverview } from "../../src/protocol/messages.ts";
import { draw, one, press } from "../ui/render.ts";
import { NOW, overview } from "./overview.ts";

let told: StudyOverview;
let posted: [string, object][];
let study: LiveStudy;

beforeEach(() => {
  vi.useFakeTimers();
  posted = [];
  study = new LiveStudy({
    get: async () => told,
    post: async (path, message) => {
      posted.push([path, message]);
      return told.participants[0];
    },
    delete: async () => told,
  });
});
afterEach(() => vi.useRealTimers());

async function shown(next: StudyOverview): Promise<HTMLElement> {
  told = next;
  const root = draw(<ExperimenterPage study={study} />);
  await later(0);
  return root;
}

async function later(milliseconds: number): Promise<void> {
  await act(async () => {
    await vi.advanceTimersByTimeAsync(milliseconds);
  });
}

function row(root: HTMLElement, number: number): HTMLElement {
  return one(root, `[data-participant="${number}"]`);
}

describe("a newcomer", () => {
  it("is told whom to give which address, then to start, then to look at the results", async () => {
    const root = await shown(overview({ state: "waiting", present: false }, { state: "waiting", present: false }));
    expect(one(root, ".next-hint h2").textContent).toBe("Give participant 1 this address");
    expect(one<HTMLInputElement>(root, ".next .address-input").value).toMatch(/\/study#key=a-key-of-these-tests-00$/);

    told = overview({ state: "waiting", present: false }, { state: "waiting", present: true });
    await later(2000);
    expect(one(root, ".next-hint h2").textContent).toBe("Participant 2 is here, and waits for you");
    await act(async () => one(root, ".next-hint button").click());
    expect(posted).toEqual([["/v1/study/participants/2/control", { action: "start" }]]);

    told = overview({}, { state: "waiting" });
    await later(2000);
    expect(root.querySelector(".next-hint")).toBeNull();
    told = overview({ state: "ended" }, { state: "aborted" });
    await later(2000);
    expect(one(root, ".next-hint").textContent).toContain("tetrascope study export");
  });

  it("is told to add participants where there are none, and not where a dry run has them", async () => {
    const root = await shown(overview());
    expect(one(root, ".next-hint h2").textContent).toBe("No participants yet");
    told = overview({ state: "ended", simulated: true });
    await later(2000);
    expect(one(root, ".next-hint h2").textContent).toBe("All sessions are over");
    expect(row(root, 1).textContent).toContain("10 of 10 steps");
  });
});

describe("a row", () => {
  it("tells how a participant stands, and what they meet in which order", async () => {
    const root = await shown(overview({ notes: [{ at_ms: 0, step: "consent", text: "Asked for water." }] }));
    const text = row(root, 1).textContent ?? "";
    for (const words of ["Running", "Here", "Clustered", "1 of 10 steps · 4 min of 15 min", "1 h 15 min", "5 min"]) {
      expect(text).toContain(words);
    }
    expect(text).toContain("cat A B");
    expect(text).toContain("dog B A");
    expect(text).toContain("17 events");
    expect(text).toContain("1 note");
  });

  it("marks who is simulated, and who needs somebody", async () => {
    const root = await shown(overview({ simulated: true }, { present: false, seen_ms: null }));
    expect(row(root, 1).textContent).toContain("Simulated");
    expect(row(root, 1).dataset.concern).toBeUndefined();
    expect(row(root, 2).dataset.concern).toBe("absent");
    expect(one(root, ".needed-one").textContent).toContain("2 Not here");
  });

  it("keeps the focus and what is being written while the table is told anew", async () => {
    const root = await shown(overview({}, {}));
    act(() => one(row(root, 2), ".row-toggle").click());
    const note = one<HTMLTextAreaElement>(row(root, 2), "textarea");
    note.focus();
    note.value = "She reads aloud";
    act(() => void note.dispatchEvent(new Event("input", { bubbles: true })));
    told = overview({ state: "ended" }, { events: 99 });
    await later(2000);
    expect(row(root, 2).textContent).toContain("99 events");
    expect(document.activeElement).toBe(note);
    expect(note.value).toBe("She reads aloud");
    act(() => one(row(root, 2), ".row-toggle").click());
    act(() => one(row(root, 2), ".row-toggle").click());
    expect(one<HTMLTextAreaElement>(row(root, 2), "textarea").value).toBe("She reads aloud");
  });
});

describe("keys", () => {
  it("go from row to row, and do what the row's buttons do", async () => {
    const root = await shown(overview({}, { state: "paused", state_since_ms: NOW }, { state: "waiting" }));
    press("ArrowDown");
    expect(document.activeElement).toBe(one(row(root, 1), ".row-toggle"));
    press("p");
    press("s");
    press("ArrowDown");
    press("p");
    press("j");
    expect(document.activeElement).toBe(one(row(root, 3), ".row-toggle"));
    press("s");
    press("ArrowDown");
    expect(document.activeElement, "the last stays").toBe(one(row(root, 3), ".row-toggle"));
    expect(posted.map(([path, message]) => [path.split("/")[4], message])).toEqual([
      ["1", { action: "pause" }],
      ["2", { action: "resume" }],
      ["3", { action: "start" }],
    ]);
  });

  it("are letters in a note, and nothing else", async () => {
    const root = await shown(overview({}));
    press("ArrowDown");
    press("n");
    await later(50);
    const note = one<HTMLTextAreaElement>(root, "textarea");
    expect(document.activeElement).toBe(note);
    press("p");
    expect(posted).toEqual([]);
  });
});

describe("what cannot be undone", () => {
  it("is asked first", async () => {
    const root = await shown(overview({}));
    act(() => one(row(root, 1), ".row-toggle").click());
    const button = (words: string) =>
      [...root.querySelectorAll("button")].find((each) => each.textContent?.trim() === words) as HTMLButtonElement;
    act(() => button("Abort…").click());
    expect(one(root, "dialog").textContent).toContain("Abort the session of participant 1?");
    act(() => button("Cancel").click());
    expect(root.querySelector("dialog")).toBeNull();
    expect(posted).toEqual([]);
    act(() => button("Abort…").click());
    await act(async () => button("Abort for good").click());
    await later(0);
    expect(posted).toEqual([["/v1/study/participants/1/control", { action: "abort" }]]);
    expect(root.querySelector("dialog")).toBeNull();

    act(() => button("Forget…").click());
    expect(one(root, "dialog").textContent).toContain("Beyond its reach: backups");
  });
});

describe("without an answer", () => {
  it("the page asks for the token, says that there is no study, or what is wrong", async () => {
    const failing = async (complaint: Complaint) => {
      const get = () => Promise.reject(complaint);
      const root = draw(<ExperimenterPage study={new LiveStudy({ get, post: get, delete: get })} />);
      await later(0);
      return one(root, "h1").textContent;
    };
    expect(await failing(new Complaint("unauthorized", "No."))).toBe("This server asks for a token");
    expect(await failing(new Complaint("no_study", "No."))).toBe("This server conducts no study");
    expect(await failing(Complaint.unreachable("Gone."))).toBe("The study cannot be shown");
  });

  it("what was told stays, with a word", async () => {
    const root = await shown(overview({}));
    act(() => {
      study.complaint.value = Complaint.unreachable("Gone.");
    });
    expect(one(root, ".away").textContent).toContain("The server does not answer.");
    expect(row(root, 1).textContent).toContain("Running");
  });

  it("of a change, the reason stands in the row", async () => {
    const root = await shown(overview({}));
    vi.spyOn(study, "control").mockRejectedValueOnce(new Complaint("conflict", "The session is over."));
    await act(async () => one(row(root, 1), ".row-action button").click());
    expect(one(row(root, 1), ".error-note").textContent).toContain("The session is over.");
  });
});
