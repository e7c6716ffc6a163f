import { Icon } from "./Icon.tsx";
import "./note.css";

/** Says beside answers that no network with knowledge gave them. */
export function RandomWeights({ source }: { source: string | null | undefined }) {
  if (source !== "random") return null;
  return (
    <p class="random-weights">
      <Icon name="warning" size={16} />
      <span>Random weights: this network has learned nothing, and its answers mean nothing.</span>
    </p>
  );
}
