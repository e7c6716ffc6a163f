import type { ComponentChildren } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import { Spinner } from "../../ui/Progress.tsx";
import "./calmPage.css";

interface CalmPageProps {
  title: string;
  /** Whether it goes on by itself. */
  waits?: boolean | undefined;
  /** Above the title. */
  above?: ComponentChildren;
  actions?: ComponentChildren;
  children?: ComponentChildren;
}

/** A page on which there is nothing to do but to read. */
export function CalmPage({ title, waits = false, above, actions, children }: CalmPageProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useLayoutEffect(() => {
    heading.current?.focus();
    document.title = `${title} · Tetrascope`;
  }, [title]);
  return (
    <section class="calm">
      {above}
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      <div class="calm-text">{children}</div>
      {waits && <Spinner label="Waiting" size={28} />}
      {actions && <div class="calm-actions">{actions}</div>}
    </section>
  );
}
