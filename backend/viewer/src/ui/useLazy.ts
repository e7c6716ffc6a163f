import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";

/**
 * A component whose code is fetched when it is wanted for the first time: null until it is here, and while it is not
 * wanted. `onFailed` is called where it could not be had; it is fetched again when it is wanted again.
 */
export function useLazy<Props = object>(
  wanted: boolean,
  load: () => Promise<ComponentType<Props>>,
  onFailed: () => void,
): ComponentType<Props> | null {
  const part = useSignal<{ Shown: ComponentType<Props> } | null>(null);
  useEffect(() => {
    if (!wanted || part.peek()) return;
    load().then((Shown) => {
      part.value = { Shown };
    }, onFailed);
  }, [wanted]);
  return wanted ? (part.value?.Shown ?? null) : null;
}
