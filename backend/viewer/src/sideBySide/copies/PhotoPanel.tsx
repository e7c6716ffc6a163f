import { FILL_NAMES } from "../../state/fill.ts";
import { MapCanvas } from "../../ui/MapCanvas.tsx";
import { Panel } from "../../ui/Panel.tsx";
import { Select } from "../../ui/Select.tsx";
import { useSideBySide } from "../useSideBySide.ts";
import { outcomeWords } from "./OutcomeTable.tsx";

/** The photo as A sees it, with the masks of the chosen outcome on it. */
export function PhotoPanel() {
  const { pools, session } = useSideBySide();
  const { fill } = session.masks;
  return (
    <Panel title="The photo">
      <Photo />
      <Select
        label="Masked pixels become"
        options={FILL_NAMES}
        value={fill.value}
        onChange={(value) => {
          fill.value = value;
        }}
      />
      {pools.both.value && (
        <p class="small muted">
          {`Outlined: the masks that ${outcomeWords(pools.outcome.value)}. Each network has windows of about 1/8, 1/4 and 3/8 of its own input’s side.`}
        </p>
      )}
    </Panel>
  );
}

function Photo() {
  const { pools } = useSideBySide();
  const [pool] = pools.both.value ?? [];
  if (!pool) return <div class="beside-photo" data-none="true" />;
  const [height = 1, width = 1] = pool.image.shape;
  const pointed = pools.pointed.value;
  const pairs = pools.outcomes.value?.[pools.outcome.value] ?? [];
  return (
    <div class="beside-photo">
      <MapCanvas tensor={pool.image} label="The picture as network A sees it" />
      <svg viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        {pairs.map(({ one: { index, mask } }) => (
          <rect key={index} x={mask.left} y={mask.top} width={mask.width} height={mask.height} />
        ))}
        {pointed && (
          <rect
            class="beside-pointed"
            data-copy={pointed.one.index}
            x={pointed.one.mask.left}
            y={pointed.one.mask.top}
            width={pointed.one.mask.width}
            height={pointed.one.mask.height}
          />
        )}
      </svg>
    </div>
  );
}
