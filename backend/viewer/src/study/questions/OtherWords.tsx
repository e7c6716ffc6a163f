import { useLayoutEffect, useRef } from "preact/hooks";
import "../../ui/field.css";

/** Letters of a choice in words of one's own. */
const MAX_LETTERS = 1000;

interface OtherWordsProps {
  /** What the choice is called. */
  label: string;
  words: string;
  onInput: (words: string) => void;
}

/** The words to a choice besides those that are listed. Where there are none yet, they are typed at once. */
export function OtherWords({ label, words, onInput }: OtherWordsProps) {
  const input = useRef<HTMLInputElement>(null);
  const before = useRef(words);
  useLayoutEffect(() => {
    if (before.current === "") input.current?.focus();
  }, []);
  return (
    <input
      ref={input}
      class="field-input other-words"
      type="text"
      dir="auto"
      aria-label={label}
      maxLength={MAX_LETTERS}
      autocomplete="off"
      value={words}
      onInput={(event) => onInput(event.currentTarget.value)}
    />
  );
}
