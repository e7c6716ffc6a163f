import type { ClassLabel } from "../protocol/messages.ts";
import { Tooltip } from "./Tooltip.tsx";
import "./classes.css";

/** A class's name; its meaning, where one is known, comes on hover and on focus. */
export function ClassName({ label }: { label: ClassLabel }) {
  if (!label.meaning) return <span class="class-name">{label.name}</span>;
  return (
    <Tooltip text={label.meaning}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: the meaning must be in reach of the keyboard */}
      <span class="class-name" data-explained="true" tabIndex={0}>
        {label.name}
      </span>
    </Tooltip>
  );
}
