import { useSignal } from "@preact/signals";
import { ErrorNote } from "../../ui/ErrorNote.tsx";
import { Spinner } from "../../ui/Progress.tsx";
import { useLazy } from "../../ui/useLazy.ts";

const NOT_LOADED = { message: "The list of blocks could not be loaded.", hint: "Reload the page, or try again." };

/** The network's blocks; their code is fetched when somebody looks at them for the first time. */
export function LazyBlocks() {
  const failed = useSignal(false);
  const Shown = useLazy(
    !failed.value,
    () => import("./BlocksPane.tsx").then(({ BlocksPane }) => BlocksPane),
    () => {
      failed.value = true;
    },
  );
  if (failed.value) {
    return (
      <ErrorNote
        complaint={NOT_LOADED}
        onRetry={() => {
          failed.value = false;
        }}
      />
    );
  }
  return Shown ? (
    <Shown />
  ) : (
    <div class="training-wait">
      <Spinner label="Loading the blocks" />
    </div>
  );
}
