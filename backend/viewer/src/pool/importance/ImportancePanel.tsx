import { isShown } from "../../state/shown.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { usePool } from "../session/usePool.ts";
import { LabelChoice } from "../settings/LabelChoice.tsx";
import { ImportanceCheck } from "./ImportanceCheck.tsx";
import { ImportanceMap } from "./ImportanceMap.tsx";
import "./importance.css";

/** Where the examined label's evidence lies: a heat map over the image made grey. */
export function ImportancePanel() {
  const { run } = usePool();
  const now = run.pool.value;
  const asItIs = !run.outdated.value;
  return (
    <FoldingPanel name="importance" title="Importance" help="importance" data-tour="importance">
      {now?.importance && now.image ? (
        <>
          {/* The server knows the pool: another label is there at once, unless other settings have changed too. */}
          {isShown("choice") && <LabelChoice title="Importance for" onChosen={() => asItIs && run.start()} />}
          <ImportanceMap image={now.image} importance={now.importance} label={now.examined.label.name} />
          {isShown("choice") && <ImportanceCheck />}
        </>
      ) : (
        <p class="muted small">
          The heat map comes when the pool is whole: it is the mean over all masks that cover a pixel.
        </p>
      )}
    </FoldingPanel>
  );
}
