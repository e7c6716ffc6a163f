import { choose } from "../../state/choose.ts";
import { Button } from "../../ui/Button.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { count } from "../../ui/words.ts";
import { useStructure } from "../session/useStructure.ts";
import type { OverviewLevel } from "./cells.ts";

const LEVEL_NAMES: Record<OverviewLevel, string> = { sections: "Stages", blocks: "Blocks", layers: "Layers" };

/** How finely the network is shown, or which part of it alone. */
export function OverviewBar() {
  const { display, overview } = useStructure();
  const section = overview.section.value;
  const levels = overview.levels.value;
  const total = display.columnLayers.value.length;
  return (
    <div class="overview-bar">
      {section !== null && (
        <Button kind="quiet" icon="arrow-left" onClick={() => overview.enter(null)}>
          All layers
        </Button>
      )}
      {section !== null && <span class="overview-where">{section}</span>}
      {section === null && levels.length > 1 && (
        <Segmented
          label="Show the network by"
          options={levels.map((value) => ({ value, label: LEVEL_NAMES[value] }))}
          value={overview.levelShown.value}
          onChange={(value) => choose("overview_level", overview.level, value)}
        />
      )}
      {section === null && levels.length <= 1 && <span class="overview-where">{count(total, "layer")}</span>}
      <span class="overview-order muted small">row by row, from the input to the answer</span>
      <HelpButton topic="all-layers" about="All layers at once" />
    </div>
  );
}
