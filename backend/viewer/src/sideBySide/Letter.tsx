import type { Side } from "./sideBySide.ts";
import "./letter.css";

/** Which of the two networks it is about. */
export function Letter({ of: { letter, subject } }: { of: Side }) {
  return (
    <>
      <span class="beside-letter" data-side={letter} aria-hidden="true">
        {letter}
      </span>
      <span class="unseen">{`${letter}, ${subject.network.value?.summary.title ?? ""}: `}</span>
    </>
  );
}
