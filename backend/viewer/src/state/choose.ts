import type { Signal } from "@preact/signals";
import { tell } from "./tell.ts";

/** Tells what a person has set, where it is told apart from being set, as of a slider when it is let go. */
export function tellSetting(setting: string, value: string | number): void {
  tell("setting_changed", { setting, value: String(value) });
}

/** Sets what a person has chosen, and tells it; `text` is how the log has it. Nothing where it was chosen already. */
export function choose<T>(setting: string, signal: Signal<T>, value: T, text: string = String(value)): void {
  if (signal.peek() === value) return;
  signal.value = value;
  tellSetting(setting, text);
}
