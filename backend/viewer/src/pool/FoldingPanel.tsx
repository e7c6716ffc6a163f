import { useSignal } from "@preact/signals";
import type { ComponentProps } from "preact";
import { choose } from "../state/choose.ts";
import { foldedPanels } from "../state/settings.ts";
import { inStudy } from "../state/shown.ts";
import { Panel } from "../ui/Panel.tsx";

interface FoldingPanelProps extends Omit<ComponentProps<typeof Panel>, "folded" | "onFold" | "title"> {
  title: string;
  /** Under which this browser remembers whether it is folded; stays the same when the title changes. */
  name: string;
  /** Something in it wants to be seen: it stays unfolded. */
  urgent?: boolean | undefined;
}

/** A panel that the person can fold, and finds again as it was left. */
export function FoldingPanel({ name, urgent = false, ...rest }: FoldingPanelProps) {
  const ofThisVisit = useSignal<readonly string[]>([]);
  // In a study each participant begins with the same.
  const kept = inStudy() ? ofThisVisit : foldedPanels;
  const folded = kept.value.includes(name);
  const onFold = (fold: boolean) => {
    const others = kept.value.filter((one) => one !== name);
    choose("folded", kept, fold ? [...others, name] : others, `${name} ${fold ? "folded" : "unfolded"}`);
  };
  return <Panel {...rest} folded={folded && !urgent} onFold={onFold} />;
}
