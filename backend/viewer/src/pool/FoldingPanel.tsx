import type { ComponentProps } from "preact";
import { foldedPanels } from "../state/settings.ts";
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
  const folded = foldedPanels.value.includes(name);
  const onFold = (fold: boolean) => {
    const others = foldedPanels.value.filter((one) => one !== name);
    foldedPanels.value = fold ? [...others, name] : others;
  };
  return <Panel {...rest} folded={folded && !urgent} onFold={onFold} />;
}
