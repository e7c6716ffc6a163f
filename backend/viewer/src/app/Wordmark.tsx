import { wayToMenu } from "../state/wayToMenu.ts";
import "./wordmark.css";

/** The name, and the way back to the menu where there is one. */
export function Wordmark() {
  const toMenu = wayToMenu();
  return (
    <button
      type="button"
      class="wordmark"
      aria-label={toMenu ? "Tetrascope, main menu" : "Tetrascope"}
      disabled={!toMenu}
      onClick={() => toMenu?.()}
    >
      <svg class="wordmark-sign" viewBox="0 0 32 32" aria-hidden="true">
        <path class="wordmark-back" d="M16 4L3.5 25.5h25z" />
        <path class="wordmark-left" d="M16 4v14.5L3.5 25.5z" />
        <path class="wordmark-right" d="M16 4v14.5l12.5 7z" />
      </svg>
      <span class="wordmark-name">Tetrascope</span>
    </button>
  );
}
