import type { ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import "./note.css";

interface EmptyStateProps {
  icon: IconName;
  title: string;
  text?: ComponentChildren;
  /** A button that brings something here. */
  action?: ComponentChildren;
}

/** What stands where nothing is yet, and what to do about it. */
export function EmptyState({ icon, title, text, action }: EmptyStateProps) {
  return (
    <div class="empty">
      <span class="empty-icon">
        <Icon name={icon} size={28} />
      </span>
      <p class="empty-title">{title}</p>
      {text && <div class="empty-text">{text}</div>}
      {action && <div class="empty-action">{action}</div>}
    </div>
  );
}
