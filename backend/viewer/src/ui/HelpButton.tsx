import { openTopic } from "./help.ts";
import { Icon } from "./Icon.tsx";
import "./help.css";

/** A small question mark that opens the tutorial panel of `topic` (an id in `tour/topics.ts`). */
export function HelpButton({ topic, about }: { topic: string; about?: string | undefined }) {
  return (
    <button
      type="button"
      class="help-button"
      aria-label={about ? `What is “${about}”?` : "What is this?"}
      onClick={() => {
        openTopic.value = topic;
      }}
    >
      <Icon name="help" size={16} />
    </button>
  );
}
