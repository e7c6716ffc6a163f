import type { StudyTrial } from "../protocol/messages.ts";
import { blocksOf } from "./order.ts";
import "./order.css";

/** What a participant meets, in order: each image with the letters of its conditions, or the other way round. */
export function Order({ trials, letters }: { trials: readonly StudyTrial[]; letters: ReadonlyMap<string, string> }) {
  const { by, blocks } = blocksOf(trials);
  const short = (name: string) => <abbr title={name}>{letters.get(name) ?? name}</abbr>;
  return (
    <ol class="order">
      {blocks.map(({ head, parts }, place) => (
        <li key={place}>
          <span class="order-head">{by === "condition" ? short(head) : head}</span>{" "}
          {parts.map((part, at) => (
            <span key={part}>
              {at > 0 && " "}
              {by === "image" ? short(part) : part}
            </span>
          ))}
        </li>
      ))}
    </ol>
  );
}

/** Which letter stands for which condition. */
export function Letters({ letters }: { letters: ReadonlyMap<string, string> }) {
  return (
    <p class="order-letters small muted">
      Order:{" "}
      {[...letters].map(([name, short]) => (
        <span key={name}>
          <b>{short}</b> {name}
        </span>
      ))}
    </p>
  );
}
