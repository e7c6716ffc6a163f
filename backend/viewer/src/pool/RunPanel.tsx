import { FILL_NAMES } from "../state/fill.ts";
import { Button } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { NumberField } from "../ui/NumberField.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Select } from "../ui/Select.tsx";
import { Toggle } from "../ui/Toggle.tsx";
import { count } from "../ui/words.ts";
import { cancel, outdated, start, status, wanted } from "./run.ts";
import { copies, fewerPerLabel, fill, MOST_PER_LABEL, perLabel, problem, refine } from "./settings.ts";
import { WindowEditor } from "./WindowEditor.tsx";
import { MOST_IMAGES } from "./windows.ts";
import "./run.css";

/** What pool to compute, and the button that computes it. */
export function RunPanel() {
  const running = status.value === "running";
  const wrong = problem.value;
  return (
    <Panel title="Pool of masked copies" help="windows" data-tour="windows">
      <WindowEditor />
      <div class="pool-run-pair">
        <Select
          label="Masked pixels become"
          options={FILL_NAMES}
          value={fill.value}
          onChange={(value) => {
            fill.value = value;
          }}
        />
        <NumberField
          label="Images per label"
          min={1}
          max={MOST_PER_LABEL}
          value={perLabel.value}
          onChange={(value) => {
            perLabel.value = value;
          }}
        />
      </div>
      {fewerPerLabel.value !== null && (
        <p class="muted small">
          {`${fewerPerLabel.value.toLocaleString("en")} for each label: the pool has no more to share out.`}
        </p>
      )}
      <Toggle
        label="Refine where it matters"
        note="The smallest window goes only where the larger ones found most: a quarter of its places."
        checked={refine.value}
        onChange={(on) => {
          refine.value = on;
        }}
      />
      {wrong ? (
        <p class="pool-run-problem" role="alert">
          <Icon name="warning" size={16} />
          <span>{wrong}</span>
        </p>
      ) : (
        <p class="pool-run-count">
          {wanted.value ? (
            <>
              <strong class="number">{count(copies.value, "masked copy", "masked copies")}</strong>
              <span class="muted small"> of at most {MOST_IMAGES.toLocaleString("en")}</span>
            </>
          ) : (
            <span class="muted small">Their number follows from the windows.</span>
          )}
        </p>
      )}
      <div class="pool-run-buttons">
        <Button
          kind={outdated.value || status.value !== "done" ? "primary" : "plain"}
          icon="play"
          disabled={wrong !== null || wanted.value === null || (running && !outdated.value)}
          onClick={start}
        >
          {status.value === "idle" ? "Run" : "Run again"}
        </Button>
        {running && (
          <Button icon="stop" onClick={cancel}>
            Cancel
          </Button>
        )}
      </div>
      {outdated.value && !wrong && (
        <p class="muted small">What is on screen was made with other settings. Run again to follow these.</p>
      )}
    </Panel>
  );
}
