import type { ComponentChildren } from "preact";
import { useId, useState } from "preact/hooks";
import { Segmented } from "./Segmented.tsx";
import "./workbench.css";

interface Side {
  /** Its name, on the tab of small windows and for screen readers. */
  label: string;
  content: ComponentChildren;
}

interface WorkbenchProps {
  left: Side;
  right: Side;
  /** What the right panel says, in a line: small windows show it beside the left panel too. A press opens the panel. */
  line?: ComponentChildren;
  /** The scene, in the middle. */
  children: ComponentChildren;
}

type Tab = "left" | "right" | "none";

/**
 * A scene between two side panels. In windows narrower than 1000 px the panels share a sheet below the scene, or beside
 * it where the window is low; one at a time, chosen by tabs, and they can be put away.
 */
export function Workbench({ left, right, line, children }: WorkbenchProps) {
  const id = useId();
  const [tab, setTab] = useState<Tab>("left");
  return (
    <div class="workbench" data-tab={tab}>
      <aside class="workbench-side" data-side="left" aria-label={left.label}>
        {left.content}
      </aside>
      <section class="workbench-scene" aria-labelledby={id}>
        <h2 class="unseen" id={id}>
          Scene
        </h2>
        {children}
      </section>
      <aside class="workbench-side" data-side="right" aria-label={right.label}>
        {right.content}
      </aside>
      {line && (
        <button type="button" class="workbench-line" onClick={() => setTab("right")}>
          <span class="unseen">{`${right.label}: `}</span>
          {line}
        </button>
      )}
      <div class="workbench-tabs">
        <Segmented<Tab>
          label="Panel shown"
          options={[
            { value: "left", label: left.label },
            { value: "right", label: right.label },
            { value: "none", label: "Scene only" },
          ]}
          value={tab}
          onChange={setTab}
        />
      </div>
    </div>
  );
}
