import { go } from "../../state/address.ts";
import { Button } from "../../ui/Button.tsx";

/** Leads to the view in which another network sees the same picture under the same masks. */
export function BesideButton() {
  return (
    <Button icon="compare" onClick={() => go("side-by-side", { show: null })}>
      Compare with another network
    </Button>
  );
}
