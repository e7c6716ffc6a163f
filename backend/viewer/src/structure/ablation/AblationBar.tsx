import { useComputed } from "@preact/signals";
import { Button } from "../../ui/Button.tsx";
import { HelpButton } from "../../ui/HelpButton.tsx";
import { say } from "../../ui/notice.ts";
import { Segmented } from "../../ui/Segmented.tsx";
import { countsOf } from "../scene/switchedOff.ts";
import { useStructure } from "../session/useStructure.ts";
import { countsWords, REPLACEMENT_NAMES } from "./ablationWords.ts";
import "./ablation.css";

/** What is switched off, what it is replaced by, and the way back; nothing where all is on. */
export function AblationBar() {
  const { ablation, answers } = useStructure();
  const counts = useComputed(() =>
    countsOf(
      ablation.off.value,
      (layer) => answers.columns.value.find((column) => column?.layer === layer)?.clusters ?? [],
    ),
  );
  if (!ablation.any.value) return null;
  return (
    <section class="ablation-bar" aria-label="Switched off">
      <p class="ablation-words" role="status">
        <span class="ablation-mark" aria-hidden="true" />
        {countsWords(counts.value)}
      </p>
      <div class="ablation-tools">
        <span class="muted" aria-hidden="true">
          replaced by
        </span>
        <Segmented
          label="Replaced by"
          options={REPLACEMENT_NAMES}
          value={ablation.replacement.value}
          onChange={(value) => ablation.replaceBy(value)}
        />
        <HelpButton topic="ablation" about="Switching off" />
        <Button
          onClick={() => {
            ablation.allOn();
            say("Everything is on again. Undo takes that back.");
          }}
        >
          Switch all on
        </Button>
      </div>
    </section>
  );
}
