import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import "./page.css";

interface PageProps {
  icon: IconName;
  kind?: "plain" | "danger" | undefined;
  title: string;
  /** What can be done. */
  actions?: ComponentChildren;
  children: ComponentChildren;
}

/** A page that says one thing and what to do about it. */
export function Page({ icon, kind = "plain", title, actions, children }: PageProps) {
  return (
    <div class="page">
      <div class="page-card">
        <span class="page-icon" data-kind={kind}>
          <Icon name={icon} size={28} />
        </span>
        <h1>{title}</h1>
        {children}
        {actions && <div class="page-actions">{actions}</div>}
      </div>
    </div>
  );
}
