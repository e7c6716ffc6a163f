import type { Pool } from "../../protocol/messages.ts";
import { Panel } from "../../ui/Panel.tsx";
import { percent } from "../../ui/words.ts";
import { Letter } from "../Letter.tsx";
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
  const { a, b, otherId, pools } = useSideBySide();
  const both = pools.both.value;
  return (
    <Panel title="How fragile both are" help="two-pools">
      {both ? (
        <table class="beside-facts small number">
          <caption class="unseen">How fragile the answers of both networks are</caption>
          <thead>
            <tr>
              <td />
              {[a, b].map((side) => (
                <th key={side.letter} scope="col">
                  <Letter of={side} />
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {FACTS.map(({ title, of }) => (
              <tr key={title}>
                <th scope="row">{title}</th>
                {both.map((pool, place) => (
                  <td key={place === 0 ? "A" : "B"}>{of(pool)}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
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
