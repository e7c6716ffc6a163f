import type { Pool } from "../../protocol/messages.ts";
import { Panel } from "../../ui/Panel.tsx";
import { percent } from "../../ui/words.ts";
import { PairTable } from "../PairTable.tsx";
import { useSideBySide } from "../useSideBySide.ts";
import { fragility } from "./pairs.ts";

const FACTS: readonly { title: string; of: (pool: Pool) => string }[] = [
  { title: "Answer", of: ({ examined }) => examined.label.name },
  { title: "Probability", of: ({ examined }) => percent(examined.probability) },
  { title: "Copies", of: ({ images }) => images.length.toLocaleString("en") },
  { title: "Copies that change", of: (pool) => fragility(pool).changed.toLocaleString("en") },
  { title: "Smallest mask that changes it", of: smallestText },
];

/** How much each network's answer bears. */
export function FragilityPanel() {
  const { otherId, pools } = useSideBySide();
  const both = pools.both.value;
  return (
    <Panel title="How fragile both are" help="two-pools">
      {both ? (
        <PairTable
          caption="How fragile the answers of both networks are"
          class="beside-facts small"
          rows={FACTS.map(({ title, of }) => ({
            key: title,
            head: title,
            cells: [<td key="A">{of(both[0])}</td>, <td key="B">{of(both[1])}</td>],
          }))}
        />
      ) : (
        <p class="small muted">
          {otherId.value === null
            ? "There is no other network to compare with."
            : "Not known before both pools are whole."}
        </p>
      )}
    </Panel>
  );
}

/** Also as a share of the input: windows of inputs of other sizes are not the same. */
function smallestText(pool: Pool): string {
  const { smallest } = fragility(pool);
  const [height = 1, width = 1] = pool.image.shape;
  if (smallest === null) return "none";
  return `${smallest} × ${smallest}, ${percent(smallest ** 2 / (height * width))} of the input`;
}
