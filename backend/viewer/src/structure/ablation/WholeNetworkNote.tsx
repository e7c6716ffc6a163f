import { useStructure } from "../session/useStructure.ts";

/** Said where what is shown is of the whole network, though something is switched off elsewhere. */
export function WholeNetworkNote() {
  if (!useStructure().ablation.any.value) return null;
  return <p class="small muted">Here the whole network is shown: what you switched off is on.</p>;
}
