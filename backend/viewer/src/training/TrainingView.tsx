import type { ComponentChild } from "preact";
import { useEffect } from "preact/hooks";
import { SideBySideContext } from "../sideBySide/useSideBySide.ts";
import type { AddressText } from "../state/address.ts";
import { valueIn } from "../state/loadable.ts";
import { oneOf, ViewAddress, wholeNumber } from "../state/viewAddress.ts";
import { StructureContext } from "../structure/session/useStructure.ts";
import { IconButton } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { HelpButton } from "../ui/HelpButton.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Workbench } from "../ui/Workbench.tsx";
import { LazyBlocks } from "./blocks/LazyBlocks.tsx";
import { CurvesPane } from "./CurvesPane.tsx";
import { DataPanel } from "./DataPanel.tsx";
import { KernelsPane } from "./KernelsPane.tsx";
import { AnswersPane, LayersPane } from "./LayersPane.tsx";
import { MomentsBeside } from "./momentsBeside.ts";
import { ResultsPane } from "./ResultsPane.tsx";
import { RunList } from "./RunList.tsx";
import { RunPanel } from "./RunPanel.tsx";
import { accuracyWords, epochsWords, STATES } from "./runWords.ts";
import { Timeline } from "./Timeline.tsx";
import { CONTENTS, type Content, Training } from "./training.ts";
import { trainingServer } from "./trainingServer.ts";
import { TrainingContext, useTraining } from "./useTraining.ts";
import "../structure/structureWorkbench.css";
import "./training.css";

/** Letters of the name of some data. */
const MAX_IDENTIFIER = 64;

/** The page's own: what was chosen stays while the person is elsewhere. */
const training = new Training(trainingServer);
const beside = new MomentsBeside(training);

const RUN: AddressText<string | null> = {
  parse: (text) => (/^[a-z0-9][a-z0-9_-]{0,63}$/.test(text) ? text : undefined),
  format: (value) => value,
  isStep: true,
};
const DATA: AddressText<string | null> = {
  parse: (text) => (text !== "" && text.length <= MAX_IDENTIFIER ? text : undefined),
  format: (value) => value,
  isStep: true,
};
const EPOCH: AddressText<number | null> = wholeNumber(0, 1000);

const address = new ViewAddress("training");
address.bind("run", training.wanted, null, RUN);
address.bind("over", training.over, null, { ...RUN, isStep: false });
address.bind("show", training.content, "curves", oneOf(CONTENTS));
address.bind("new", training.newFor, null, DATA);
address.bind("a", training.moments.wantedA, null, EPOCH);
address.bind("b", training.moments.wantedB, null, EPOCH);

/** Runs that train networks, at their route. */
export function TrainingView() {
  useEffect(() => training.follow(), []);
  const layers = training.content.value === "layers" && training.name.value !== null && training.newFor.value === null;
  useEffect(() => (layers ? beside.follow() : undefined), [layers]);
  return (
    <TrainingContext.Provider value={training}>
      <StructureContext.Provider value={beside.session}>
        <SideBySideContext.Provider value={beside.both}>
          <Workbench
            left={{ label: "Runs", content: <RunList /> }}
            right={{
              label: training.newFor.value === null ? "This run" : "Its pictures",
              content: (
                <>
                  {layers && <AnswersPane />}
                  {training.newFor.value === null ? <RunPanel /> : <DataPanel dataId={training.newFor.value} />}
                </>
              ),
            }}
            line={<RunLine />}
          >
            <Middle />
          </Workbench>
        </SideBySideContext.Provider>
      </StructureContext.Provider>
    </TrainingContext.Provider>
  );
}

const TITLES: Record<Content, string> = {
  curves: "Curves",
  layers: "Layers",
  kernels: "First layer",
  results: "Results",
  blocks: "Blocks",
};
const HELP: Record<Content, string> = {
  curves: "training-curves",
  layers: "training-moments",
  kernels: "training-moments",
  results: "training-results",
  blocks: "training-blocks",
};
const PANES: Record<Content, () => ComponentChild> = {
  curves: CurvesPane,
  layers: LayersPane,
  kernels: KernelsPane,
  results: ResultsPane,
  blocks: LazyBlocks,
};
/** Contents that are the same at all moments. */
const OF_NO_MOMENT: ReadonlySet<Content> = new Set<Content>(["results", "blocks"]);

/** Whether moment B is shown; only layers take their time. */
function isSettled(): boolean {
  return training.content.peek() !== "layers" || !beside.both.b.answers.pending.peek();
}

function Middle() {
  const { list, name, content, newFor } = useTraining();
  if (newFor.value !== null) return <NewNetwork dataId={newFor.value} />;
  if (name.value === null) {
    return valueIn(list.value) ? <NoRuns /> : <Waiting />;
  }
  const Pane = PANES[content.value];
  return (
    <div class="training" data-content={content.value}>
      <div class="training-choice" data-tour="training-content">
        <Segmented<Content>
          label="What is shown of the run"
          options={CONTENTS.map((value) => ({ value, label: TITLES[value] }))}
          value={content.value}
          onChange={(next) => {
            content.value = next;
          }}
        />
        <HelpButton topic={HELP[content.value]} about={TITLES[content.value]} />
      </div>
      <section
        class="training-body"
        aria-label={TITLES[content.value]}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and need not hold anything else that keys reach
        tabIndex={0}
      >
        <Pane key={content.value} />
      </section>
      {!OF_NO_MOMENT.has(content.value) && <Timeline settled={isSettled} />}
    </div>
  );
}

/** The blocks of a network that is to be trained from scratch. */
function NewNetwork({ dataId }: { dataId: string }) {
  const { newFor, offer } = useTraining();
  const data = valueIn(offer.value)?.data.find(({ data_id }) => data_id === dataId);
  return (
    <div class="training" data-content="blocks">
      <div class="training-choice">
        <h3>{`A new network for ${data?.name ?? dataId}`}</h3>
        <HelpButton topic={HELP.blocks} about={TITLES.blocks} />
        <IconButton
          icon="close"
          label="Close; what was changed is kept"
          class="training-close"
          onClick={() => {
            newFor.value = null;
          }}
        />
      </div>
      <section
        class="training-body"
        aria-label={TITLES.blocks}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and need not hold anything else that keys reach
        tabIndex={0}
      >
        <LazyBlocks />
      </section>
    </div>
  );
}

function Waiting() {
  return (
    <div class="scene-wait">
      <Spinner label="Asking the server for its runs" size={28} />
    </div>
  );
}

function NoRuns() {
  return (
    <div class="scene-note">
      <EmptyState
        icon="curves"
        title="No network has been trained here yet"
        text="A run teaches a network to tell pictures apart. The handwritten digits take under a minute: begin a run, and watch."
      />
    </div>
  );
}

/** The run in a line, for small windows. */
function RunLine() {
  const { name, run, newFor } = useTraining();
  const now = run.value;
  if (newFor.value !== null) return <span class="small">{`For ${newFor.value}`}</span>;
  if (name.value === null) return <span class="small">No run yet</span>;
  return (
    <span class="small">
      {now
        ? `${now.name}: ${STATES[now.state].toLowerCase()}, ${epochsWords(now)}, ${accuracyWords(now) ?? "nothing tried yet"}`
        : name.value}
    </span>
  );
}
