import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { Button, IconButton } from "./Button.tsx";
import { beside } from "./beside.ts";
import { Icon, type IconName } from "./Icon.tsx";
import { useOverlay } from "./overlays.ts";
import "./popup.css";

/** One line of a menu. */
export interface MenuItem {
  label: string;
  icon?: IconName | undefined;
  /** Given, the item is one of a choice. */
  checked?: boolean | undefined;
  disabled?: boolean | undefined;
  onSelect: () => void;
}

interface MenuProps {
  label: string;
  icon?: IconName | undefined;
  /** Shows the icon without the words. */
  compact?: boolean | undefined;
  kind?: "primary" | "plain" | "quiet" | undefined;
  items: readonly MenuItem[];
}

/** A button that opens a list of actions. Arrow keys go through it; Escape closes it. */
export function Menu({ label, icon, compact, kind, items }: MenuProps) {
  const id = useId();
  const [open, setOpen] = useState(false);
  const root = useRef<HTMLDivElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const button = () => root.current?.querySelector("button");
  const close = (focusBack: boolean) => {
    setOpen(false);
    if (focusBack) button()?.focus();
  };
  useOverlay(() => close(true), "top", open);

  useLayoutEffect(() => {
    const opener = root.current?.querySelector("button");
    if (!open || !list.current || !opener) return;
    list.current.showPopover?.();
    beside(opener.getBoundingClientRect(), list.current, "end");
    list.current.querySelector<HTMLElement>("button:not(:disabled)")?.focus();
  }, [open]);

  useEffect(() => {
    if (!open) return;
    const onPress = (event: PointerEvent) => !root.current?.contains(event.target as Node) && setOpen(false);
    addEventListener("pointerdown", onPress);
    return () => removeEventListener("pointerdown", onPress);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Tab") return close(false);
    if (event.key === "Escape") {
      event.stopPropagation();
      return close(true);
    }
    const buttons = [...(list.current?.querySelectorAll<HTMLElement>("button:not(:disabled)") ?? [])];
    const at = buttons.indexOf(document.activeElement as HTMLElement);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: buttons.length - 1 }[event.key];
    if (next === undefined) return;
    event.preventDefault();
    buttons[(next + buttons.length) % buttons.length]?.focus();
  };

  const toggle = { onClick: () => setOpen(!open), "aria-haspopup": "menu", "aria-expanded": open } as const;
  return (
    <div ref={root} class="popup">
      {compact && icon ? (
        <IconButton icon={icon} label={label} {...toggle} />
      ) : (
        <Button icon={icon} kind={kind} {...toggle}>
          {label}
        </Button>
      )}
      {open && (
        <div
          ref={list}
          id={id}
          class="popup-list"
          role="menu"
          aria-label={label}
          popover="manual"
          onKeyDown={onKeyDown}
        >
          {items.map((item) => (
            // biome-ignore lint/a11y/useAriaPropsSupportedByRole: aria-checked is there for menuitemradio alone
            <button
              key={item.label}
              type="button"
              class="popup-item"
              role={item.checked === undefined ? "menuitem" : "menuitemradio"}
              aria-checked={item.checked}
              disabled={item.disabled}
              tabIndex={-1}
              onClick={() => {
                close(true);
                item.onSelect();
              }}
            >
              {item.icon && <Icon name={item.icon} />}
              <span class="popup-words">{item.label}</span>
              {item.checked && <Icon name="check" size={16} />}
            </button>
          ))}
        </div>
      )}
    </div>
  );
}
