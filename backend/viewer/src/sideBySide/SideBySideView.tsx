import { effect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { SceneFit } from "../fit/SceneFit.tsx";
import { addressParameter, putRight } from "../state/address.ts";
import { lookUp, networks } from "../state/catalog.ts";
import { NETWORK_TEXT, networkId } from "../state/choice.ts";
import { valueIn } from "../state/loadable.ts";
import { oneOf, ViewAddress } from "../state/viewAddress.ts";
import { wayToMenu } from "../state/wayToMenu.ts";
import { MaskEditor } from "../structure/editor/MaskEditor.tsx";
import { pageSession } from "../structure/session/pageSession.ts";
import { StructureContext } from "../structure/session/useStructure.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { NoImage } from "../ui/NoImage.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { Workbench } from "../ui/Workbench.tsx";
import { AnswersBesideLine, AnswersPanel } from "./AnswersPanel.tsx";
import { CopiesBeside } from "./copies/CopiesBeside.tsx";
import { FragilityPanel } from "./copies/FragilityPanel.tsx";
import { PhotoPanel } from "./copies/PhotoPanel.tsx";
import { OUTCOMES } from "./copies/pairs.ts";
import { FactsPanel } from "./FactsPanel.tsx";
import { LayersBeside } from "./LayersBeside.tsx";
import { NetworkChoice } from "./NetworkChoice.tsx";
import { CONTENTS, SideBySide } from "./sideBySide.ts";
import { SideBySideContext, useSideBySide } from "./useSideBySide.ts";
import "./sideBySide.css";

/** The page's own network, and another: both stay while the person is elsewhere. */
const both = new SideBySide(pageSession);

addressParameter("side-by-side", "with", both.wanted, NETWORK_TEXT);

const address = new ViewAddress("side-by-side");
address.bind("show", both.content, "layers", oneOf(CONTENTS));
address.bind("masks_that", both.pools.wanted, null, {
  parse: oneOf(OUTCOMES).parse,
  format: (outcome) => outcome,
});

// The one that is shown, so that a link says it.
effect(() => {
  const wanted = both.wanted.value;
  const found = wanted === null ? null : lookUp(wanted);
  if (found === undefined) return;
  const id = found && found.network_id !== wanted ? found.network_id : both.otherId.value;
  if (id === null || id === wanted) return;
  putRight(() => {
    both.wanted.value = id;
  });
});

/** Two networks on one picture, at their route. */
export function SideBySideView() {
  return (
    <StructureContext.Provider value={pageSession}>
      <SideBySideContext.Provider value={both}>
        <Bench />
      </SideBySideContext.Provider>
    </StructureContext.Provider>
  );
}

function Bench() {
  const { content, session } = useSideBySide();
  const copies = content.value === "copies";
  useEffect(() => both.follow(), []);
  if (session.subject.image.value === null) {
    return (
      <NoImage text="Choose one in the main menu, then see what two networks make of it." onChoose={wayToMenu()} />
    );
  }
  return (
    <Workbench
      left={{
        label: copies ? "Photo" : "Input",
        content: (
          <>
            {copies ? <PhotoPanel /> : <MaskEditor />}
            <Panel title="How the picture fits" help="fit">
              <SceneFit subject={session.subject} />
            </Panel>
          </>
        ),
      }}
      right={{
        label: "Answers",
        content: (
          <>
            {copies ? <FragilityPanel /> : <AnswersPanel />}
            <FactsPanel />
          </>
        ),
      }}
      line={<AnswersBesideLine />}
    >
      <Middle />
    </Workbench>
  );
}

/** What is compared, or why nothing can be. */
function Middle() {
  const { a, content, otherId, others } = useSideBySide();
  const own = a.subject.network.value?.summary;
  if (others.value === null || !own) {
    return (
      <div class="scene-wait">
        <Spinner label="Asking the server for its networks" size={28} />
      </div>
    );
  }
  if (otherId.value === null || !own.weights.available) {
    return <NotTwo title={own.weights.available ? null : own.title} />;
  }
  return (
    <div class="beside">
      <NetworkChoice />
      {content.value === "copies" ? <CopiesBeside /> : <LayersBeside />}
    </div>
  );
}

/** Weights of two networks have to be here; `title` is the chosen network where its own are not. */
function NotTwo({ title }: { title: string | null }) {
  const toMenu = wayToMenu();
  const missing = (valueIn(networks.value) ?? []).find(
    ({ network_id, weights }) => !weights.available && weights.how_to_get && (!title || network_id === networkId.value),
  );
  return (
    <div class="scene-note">
      <EmptyState
        icon="compare"
        title={title ? `The weights of ${title} are not on the server's machine` : "No other network can be used here"}
        text={
          <>
            {!title && "Of the other networks, no weights are on the server’s machine. "}
            {missing && (
              <>
                {`This brings those of ${missing.title}: `}
                <code>{missing.weights.how_to_get}</code>
              </>
            )}
          </>
        }
        action={
          toMenu && (
            <Button kind="primary" onClick={toMenu}>
              See all networks
            </Button>
          )
        }
      />
    </div>
  );
}
