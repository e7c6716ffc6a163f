import { choose, tellSetting } from "../../state/choose.ts";
import { FILL_NAMES } from "../../state/fill.ts";
import { isShown } from "../../state/shown.ts";
import { Button } from "../../ui/Button.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { Select } from "../../ui/Select.tsx";
import { Slider } from "../../ui/Slider.tsx";
import { Toggle } from "../../ui/Toggle.tsx";
import { percent } from "../../ui/words.ts";
import { FoldingPanel } from "../FoldingPanel.tsx";
import { labelOf, type PoolSoFar } from "../run/fold.ts";
import { usePool } from "../session/usePool.ts";
import { ANSWERS, DISPLAY_NAMES, passingWords } from "./displayWords.ts";
import { filtering } from "./filters.ts";

/** Which images are in the scene, and how. */
export function ShowPanel() {
  const { display, meaning } = usePool();
  const { arranged, positionScale, regions, showAll, spread, depthCue, thumbnails } = display;
  if (arranged.value !== "tetrahedron") {
    return (
      <FoldingPanel name="scene" title="In the scene" help="arrangements">
        <p class="small muted">All copies of the pool, each at its exact place. Filters fade or hide them.</p>
      </FoldingPanel>
    );
  }
  return (
    <FoldingPanel name="scene" title="In the scene" help="selection">
      <Toggle
        label={DISPLAY_NAMES.showAll}
        note={`Otherwise only those selected to represent the ${meaning.cornerCount.value} labels.`}
        checked={showAll.value}
        onChange={(on) => display.setShowAll(on)}
      />
      {isShown("choice") && (
        <Segmented
          shown
          label="Places by"
          options={[
            { value: "linear", label: "Probability" },
            { value: "log", label: "Its logarithm" },
          ]}
          value={positionScale.value}
          onChange={(value) => choose("position_scale", positionScale, value)}
        />
      )}
      {isShown("choice") && (
        <Toggle
          label={DISPLAY_NAMES.regions}
          note="Thin lines part the body where another label becomes the most probable of those at its corners."
          checked={regions.value}
          onChange={(on) => choose("regions", regions, on)}
        />
      )}
      {isShown("choice") && (
        <Toggle
          label={DISPLAY_NAMES.thumbnails}
          note="Come closer, and the copies part; from far away they are dots in the colour of their answer."
          checked={thumbnails.value}
          onChange={(on) => choose("thumbnails", thumbnails, on)}
        />
      )}
      <Slider
        label="Move apart what stands on one spot"
        min={0}
        max={2}
        step={0.25}
        value={spread.value}
        format={(value) => (value === 0 ? "exact places" : `× ${value}`)}
        onInput={(value) => {
          spread.value = value;
        }}
        onChange={(value) => tellSetting("spread", value)}
      />
      <Toggle
        label={DISPLAY_NAMES.depthCue}
        checked={depthCue.value}
        onChange={(on) => choose("fade_with_distance", depthCue, on)}
      />
    </FoldingPanel>
  );
}

/** Which of the images in the scene stand out. */
export function FilterPanel() {
  const session = usePool();
  const { run, boundary, display, meaning } = session;
  const { filters, hideOthers } = display;
  const now = run.pool.value;
  if (!now) return null;
  const { answer, supportVectors: onlySupport, outside } = filters.value;
  return (
    <FoldingPanel
      name="filters"
      title="Filters"
      help="filters"
      actions={
        filtering(filters.value) && (
          <Button kind="quiet" onClick={() => display.clearFilters()}>
            {DISPLAY_NAMES.clear}
          </Button>
        )
      }
    >
      <Segmented
        label="Answer"
        options={ANSWERS}
        value={answer ?? "any"}
        onChange={(value) => display.filter("answer", value === "any" ? null : value)}
      />
      <Choices now={now} />
      {(meaning.othersExist.value || outside < 1) && (
        <Slider
          label={`Outside the ${meaning.cornerCount.value} labels, at most`}
          min={0}
          max={1}
          step={0.01}
          value={outside}
          format={(value) => (value === 1 ? "any" : percent(value))}
          onInput={(value) => display.filter("outside", value, true)}
          onChange={(value) => display.filter("outside", value)}
        />
      )}
      <Toggle
        label={DISPLAY_NAMES.supportVectors}
        checked={onlySupport}
        disabled={boundary.supportVectors.value.size === 0 && !onlySupport}
        onChange={(on) => display.filter("supportVectors", on)}
      />
      <Toggle
        label={DISPLAY_NAMES.hideOthers}
        note="Otherwise they are faded."
        checked={hideOthers.value}
        onChange={(on) => display.setHideOthers(on)}
      />
      <p class="small number" role={now.whole ? "status" : undefined}>
        {passingWords(session)}
      </p>
    </FoldingPanel>
  );
}

/** The filters with many values: label, vertex, window, fill. */
function Choices({ now }: { now: PoolSoFar }) {
  const { run, display, meaning } = usePool();
  const { label, vertex, window, fill } = display.filters.value;
  const fills = run.fills.value;
  const present = new Set(now.images.map((image) => image.label));
  // A link may ask for a label that this pool does not have; it is to be seen as the reason why nothing passes.
  const labels = [...(label === null ? present : present.add(label))];
  const number = (text: string) => (text === "any" ? null : Number(text));
  const text = (value: number | null) => (value === null ? "any" : String(value));
  return (
    <>
      <Select
        label="Most probable label"
        value={text(label)}
        options={[
          { value: "any", label: "Any" },
          ...labels.map((index) => ({ value: String(index), label: labelOf(now, index).name })),
        ]}
        onChange={(value) => display.filter("label", number(value))}
      />
      <Select
        label={meaning.corner.value === "end" ? "Represents the label at an end" : "Represents the label at a corner"}
        value={text(vertex)}
        disabled={!now.whole}
        options={[
          { value: "any", label: "Any" },
          ...now.vertices.map((vertex, k) => ({ value: String(k), label: vertex.label.name })),
        ]}
        onChange={(value) => display.filter("vertex", number(value))}
      />
      <Select
        label="Window"
        value={text(window)}
        options={[
          { value: "any", label: "Any" },
          ...now.windows.map(({ size, stride }, k) => ({
            value: String(k),
            label: `${size} × ${size}, stride ${stride}`,
          })),
        ]}
        onChange={(value) => display.filter("window", number(value))}
      />
      {fills.length > 1 && (
        <Select
          label="Masked pixels became"
          value={fill ?? "any"}
          options={[{ value: "any", label: "Any" }, ...FILL_NAMES.filter(({ value }) => fills.includes(value))]}
          onChange={(value) => display.filter("fill", value === "any" ? null : value)}
        />
      )}
    </>
  );
}
