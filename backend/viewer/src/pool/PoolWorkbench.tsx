import { effect, untracked } from "@preact/signals";
import { useEffect, useMemo } from "preact/hooks";
import { SceneFit } from "../fit/SceneFit.tsx";
import { isShown } from "../state/shown.ts";
import { enterScene } from "../state/tell.ts";
import { wayToMenu } from "../state/wayToMenu.ts";
import { NoImage } from "../ui/NoImage.tsx";
import { Workbench } from "../ui/Workbench.tsx";
import { useVrOffer } from "../vr/offer.ts";
import type { VrOffer } from "../vr/vrScene.ts";
import { AnswerPanel } from "./answer/AnswerPanel.tsx";
import { BoundaryPanel } from "./boundary/BoundaryPanel.tsx";
import { FilterPanel, ShowPanel } from "./display/ShowPanel.tsx";
import { FoldingPanel } from "./FoldingPanel.tsx";
import { Details } from "./images/Details.tsx";
import { followHover } from "./images/followHover.ts";
import { ImportancePanel } from "./importance/ImportancePanel.tsx";
import type { PoolSession } from "./session/poolSession.ts";
import { takeCondition } from "./session/takeCondition.ts";
import { PoolContext, usePool } from "./session/usePool.ts";
import { RunPanel } from "./settings/RunPanel.tsx";
import { Legend } from "./viewport/Legend.tsx";
import { ScenePane } from "./viewport/ScenePane.tsx";

/** Scene 2 of one session: the pool of masked copies between its labels, between its controls and what it says. */
export function PoolWorkbench({ session }: { session: PoolSession }) {
  const imageId = session.subject.imageId.value;
  const network = session.subject.networkId.value;
  const labelsKnown = session.subject.merging.request.value !== null;
  useEffect(() => enterScene("pool"), [session]);
  useEffect(() => effect(() => takeCondition(session)), [session]);
  useEffect(() => followHover(session), [session]);
  useEffect(() => {
    if (imageId !== null && network !== null && labelsKnown) session.run.startIfNew();
  }, [session, imageId, network, labelsKnown]);
  useEffect(
    () =>
      effect(() => {
        if (session.run.onlyMerged.value && session.run.status.value === "done") untracked(() => session.run.start());
      }),
    [session],
  );
  const offered = useMemo<VrOffer>(
    () => ({ name: "pool", load: () => import("./vr/poolRoom.ts").then(({ poolRoom }) => poolRoom(session)) }),
    [session],
  );
  useVrOffer(offered);
  return (
    <PoolContext.Provider value={session}>
      <Panels />
    </PoolContext.Provider>
  );
}

function Panels() {
  const { subject } = usePool();
  if (subject.imageId.value === null) {
    const text = "Choose one in the main menu, then see what a network answers when parts of it are hidden.";
    return <NoImage text={text} onChoose={wayToMenu()} />;
  }
  return (
    <Workbench
      left={{
        label: "Controls",
        content: (
          <>
            <Legend />
            <RunPanel />
            {isShown("choice") && (
              <FoldingPanel name="fit" title="How the picture fits" help="fit">
                <SceneFit subject={subject} />
              </FoldingPanel>
            )}
            <ShowPanel />
            <FilterPanel />
          </>
        ),
      }}
      right={{
        label: "Findings",
        content: (
          <>
            <Details />
            <AnswerPanel />
            <ImportancePanel />
            <BoundaryPanel />
          </>
        ),
      }}
    >
      <ScenePane />
    </Workbench>
  );
}
