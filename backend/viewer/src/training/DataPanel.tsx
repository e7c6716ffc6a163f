import { valueIn } from "../state/loadable.ts";
import { Panel } from "../ui/Panel.tsx";
import { count } from "../ui/words.ts";
import { useTraining } from "./useTraining.ts";

/** The pictures on which a new network is to learn. */
export function DataPanel({ dataId }: { dataId: string }) {
  const { offer } = useTraining();
  const data = valueIn(offer.value)?.data.find(({ data_id }) => data_id === dataId);
  return (
    <Panel title={data?.name ?? dataId} help="training-runs">
      {data && (
        <dl class="run-facts small">
          <dt>Pictures</dt>
          <dd>{count(data.pictures, "picture")}</dd>
          <dt>{count(data.classes.length, "class", "classes")}</dt>
          <dd>{data.classes.join(", ")}</dd>
        </dl>
      )}
      <p class="small muted">
        The list is what a run from scratch takes on these pictures. Its last dense block has a unit for each class.
      </p>
    </Panel>
  );
}
