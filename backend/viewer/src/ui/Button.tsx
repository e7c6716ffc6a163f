import type { ButtonHTMLAttributes, ComponentChildren } from "preact";
import { Icon, type IconName } from "./Icon.tsx";
import { Tooltip } from "./Tooltip.tsx";
import "./button.css";

type Native = Omit<ButtonHTMLAttributes<HTMLButtonElement>, "icon" | "label" | "size" | "type" | "disabled">;

interface ButtonProps extends Native {
  kind?: "primary" | "plain" | "quiet" | undefined;
  /** `large` for the one or two actions that a page is about. */
  size?: "normal" | "large" | undefined;
  icon?: IconName | undefined;
  disabled?: boolean | undefined;
  type?: "button" | "submit" | undefined;
  children?: ComponentChildren;
}

/** A button with words, and an icon before them if given. */
export function Button({
  kind = "plain",
  size = "normal",
  icon,
  type = "button",
  children,
  class: more,
  ...rest
}: ButtonProps) {
  return (
    <button type={type} class={`button ${more ?? ""}`} data-kind={kind} data-size={size} {...rest}>
      {icon && <Icon name={icon} />}
      <span class="button-words">{children}</span>
    </button>
  );
}

interface IconButtonProps extends Native {
  icon: IconName;
  /** What it does; shown on hover and read by screen readers. */
  label: string;
  /** The key that does the same; shown with the label. */
  shortcut?: string | undefined;
  /** Set for a button that stays pressed. */
  pressed?: boolean | undefined;
  disabled?: boolean | undefined;
  type?: "button" | "submit" | undefined;
}

/** A square button with an icon alone. */
export function IconButton({ icon, label, shortcut, pressed, type = "button", class: more, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={shortcut ? `${label} (${shortcut})` : label} describes={false}>
      <button
        type={type}
        class={`icon-button ${more ?? ""}`}
        aria-label={label}
        aria-keyshortcuts={shortcut}
        aria-pressed={pressed}
        {...rest}
      >
        <Icon name={icon} />
      </button>
    </Tooltip>
  );
}
