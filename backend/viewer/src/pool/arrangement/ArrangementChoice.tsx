import { Segmented } from "../../ui/Segmented.tsx";
import { ARRANGEMENTS } from "../scene/arrangement.ts";
import { usePool } from "../session/usePool.ts";
import { arrangementName } from "./arrangementWords.ts";
import "./arrangement.css";

/** In which arrangement the copies are seen. On a phone the list takes its room while it is open. */
export function ArrangementChoice({ listOpen }: { listOpen: boolean }) {
  const { display, meaning } = usePool();
  return (
    <div class="pool-arrangement" data-list={listOpen}>
      <Segmented
        label="Arrangement"
        options={ARRANGEMENTS.map((value) => ({ value, label: arrangementName(value, meaning.body.value) }))}
        value={display.arrangement.value}
        onChange={(value) => display.arrange(value)}
      />
    </div>
  );
}
