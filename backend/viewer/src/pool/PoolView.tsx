import { useEffect } from "preact/hooks";
import { SceneFit } from "../fit/SceneFit.tsx";
import { go } from "../state/address.ts";
import { image, networkId } from "../state/choice.ts";
import { NoImage } from "../ui/NoImage.tsx";
import { Workbench } from "../ui/Workbench.tsx";
import { AnswerPanel } from "./AnswerPanel.tsx";
import { BoundaryPanel } from "./BoundaryPanel.tsx";
import { Details } from "./Details.tsx";
import { FoldingPanel } from "./FoldingPanel.tsx";
import { ImportancePanel } from "./ImportancePanel.tsx";
import { Legend } from "./Legend.tsx";
import { RunPanel } from "./RunPanel.tsx";
import { startIfNew } from "./run.ts";
import { ScenePane } from "./ScenePane.tsx";
import { FilterPanel, ShowPanel } from "./ShowPanel.tsx";

/** Scene 2, masked images: the pool of masked copies between its labels, between its controls and what it says. */
export function PoolView() {
  const imageId = image.value?.imageId ?? null;
  const network = networkId.value;
  useEffect(() => {
    if (imageId !== null && network !== null) startIfNew();
  }, [imageId, network]);

  if (imageId === null) {
    const text = "Choose one in the main menu, then see what a network answers when parts of it are hidden.";
    return <NoImage text={text} onChoose={() => go("menu")} />;
  }
  return (
    <Workbench
      left={{
        label: "Controls",
        content: (
          <>
            <Legend />
            <RunPanel />
            <FoldingPanel name="fit" title="How the picture fits" help="fit">
              <SceneFit />
            </FoldingPanel>
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
