import { choose } from "../../state/choose.ts";
import { FILL_NAMES } from "../../state/fill.ts";
import { isShown } from "../../state/shown.ts";
import { Button } from "../../ui/Button.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { NumberField } from "../../ui/NumberField.tsx";
import { Select } from "../../ui/Select.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import { count } from "../../ui/words.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { usePool } from "../session/usePool.ts";
import { LabelChoice } from "./LabelChoice.tsx";
import { MoreFills } from "./MoreFills.tsx";
import { MAX_PER_LABEL } from "./settings.ts";
import { WindowEditor } from "./WindowEditor.tsx";
import { MAX_IMAGES } from "./windows.ts";
import "./runPanel.css";

/** What pool to compute, and the button that computes it. */
export function RunPanel() {
  const { settings, run } = usePool();
  const { fill, perLabel, refine, fewerPerLabel, problem, wanted } = settings;
  const { status, outdated } = run;
  const running = status.value === "running";
  const wrong = problem.value;
  return (
    <FoldingPanel
      name="windows"
      title="Pool of masked copies"
      help="windows"
      data-tour="windows"
      urgent={wrong !== null || outdated.value}
    >
      <WindowEditor />
      <div class="pool-run-pair">
        {isShown("choice") && (
          <Select
            label="Masked pixels become"
            options={FILL_NAMES}
            value={fill.value}
            onChange={(value) => {
              fill.value = value;
            }}
          />
        )}
        <NumberField
          label="Images per label"
          min={1}
          max={MAX_PER_LABEL}
          value={perLabel.value}
          onChange={(value) => choose("images_per_label", perLabel, value)}
        />
      </div>
      {isShown("choice") && <MoreFills />}
      {fewerPerLabel.value !== null && (
        <p class="muted small">{`This pool has ${fewerPerLabel.value.toLocaleString("en")} for each label.`}</p>
      )}
      <LabelChoice />
      <Toggle
        label="Refine where it matters"
        note="The smallest window goes only where the larger ones found most: a quarter of its places."
        checked={refine.value}
        onChange={(on) => choose("refine", refine, on)}
      />
      <div class="pool-run-foot">
        {wrong && (
          <p class="pool-run-problem" role="alert">
            <Icon name="warning" size={16} />
            <span>{wrong}</span>
          </p>
        )}
        {outdated.value && !wrong && (
          <p class="muted small">What is on screen was made with other settings. Run again to follow these.</p>
        )}
        {!wrong && <Copies />}
        <div class="pool-run-buttons">
          {running && (
            <Button icon="stop" onClick={() => run.cancel()}>
              Cancel
            </Button>
          )}
          {(!running || outdated.value) && (
            <Button
              kind={outdated.value || status.value !== "done" ? "primary" : "plain"}
              icon="play"
              disabled={wrong !== null || wanted.value === null}
              onClick={() => run.start()}
            >
              {status.value === "idle" ? "Run" : "Run again"}
            </Button>
          )}
        </div>
      </div>
    </FoldingPanel>
  );
}

/** How many copies the settings make. */
function Copies() {
  const { wanted, copies } = usePool().settings;
  if (!wanted.value) return <p class="muted small">Their number follows from the windows.</p>;
  return (
    <p class="pool-run-count">
      <strong class="number">{count(copies.value, "masked copy", "masked copies")}</strong>{" "}
      <span class="muted small">of at most {MAX_IMAGES.toLocaleString("en")}</span>
    </p>
  );
}
