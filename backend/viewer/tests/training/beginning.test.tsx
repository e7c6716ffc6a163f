// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";

vi.mock("../../src/state/catalog.ts", () => ({ reloadNetworks: vi.fn(async () => {}) }));

import { BeginFoot } from "../../src/training/BeginFoot";
import { Training, type TrainingServer } from "../../src/training/training";
import { useBeginning } from "../../src/training/useBeginning";
import { TrainingContext } from "../../src/training/useTraining";
import { notice } from "../../src/ui/notice";
import { runOf } from "./runs";

let answer: PromiseWithResolvers<{ name: string; run: null }>;
const onClose = vi.fn();
const onBegun = vi.fn();
let training: Training;

function Form() {
  const beginning = useBeginning(onClose, onBegun);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void beginning.begin({ data_id: "digits" }, "digits");
      }}
    >
      <BeginFoot beginning={beginning} label="Begin" disabled={false} />
    </form>
  );
}

function button(words: string): HTMLButtonElement {
  const found = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === words);
  if (!found) throw new Error(`Expected a button ${words}, got ${document.body.textContent}`);
  return found;
}

async function settled(): Promise<void> {
  await act(async () => {
    for (let turn = 0; turn < 8; turn++) await Promise.resolve();
  });
}

beforeEach(async () => {
  answer = Promise.withResolvers();
  training = new Training({
    begin: () => answer.promise,
    runs: async () => ({ runs: [runOf()], starting: [], damaged: [] }),
  } as unknown as TrainingServer);
  training.open("digits");
  onClose.mockClear();
  onBegun.mockClear();
  notice.value = null;
  render(
    <TrainingContext.Provider value={training}>
      <Form />
    </TrainingContext.Provider>,
    document.body,
  );
  await act(() => button("Begin").click());
});
afterEach(() => render(null, document.body));

describe("a dialog that begins a run", () => {
  test("says while it waits that closing does not call it off, and looks at the run then", async () => {
    expect(document.body.textContent).toContain("It goes on if you close this");
    expect(button("Beginning …").disabled).toBe(true);
    answer.resolve({ name: "wide", run: null });
    await settled();
    expect([onBegun.mock.calls.length, onClose.mock.calls.length]).toEqual([1, 1]);
    expect([training.name.value, training.over.value]).toEqual(["wide", "digits"]);
    expect(notice.value).toBeNull();
  });

  test("that was closed meanwhile says so, and leaves the person where they are", async () => {
    await act(() => button("Close").click());
    expect(notice.value).toContain("being begun all the same");
    answer.resolve({ name: "wide", run: null });
    await settled();
    expect([onBegun.mock.calls.length, onClose.mock.calls.length]).toEqual([0, 1]);
    expect(training.name.value).toBe("digits");
  });

  test("tells what went wrong, also when it was closed", async () => {
    answer.reject(new Error("There are too many runs."));
    await settled();
    expect(document.body.textContent).toContain("There are too many runs.");
    expect(button("Begin").disabled).toBe(false);
    answer = Promise.withResolvers();
    await act(() => button("Begin").click());
    await act(() => button("Close").click());
    answer.reject(new Error("It is full."));
    await settled();
    expect(notice.value).toBe("The run could not be begun. It is full.");
  });
});
