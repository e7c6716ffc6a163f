import { effect } from "@preact/signals";
import { darkNow } from "./settings.ts";

/** Keeps the page in the theme that the person wants; tokens.css has the colours of both. */
export function followTheme(): void {
  effect(() => {
    document.documentElement.dataset.theme = darkNow.value ? "dark" : "light";
  });
}
