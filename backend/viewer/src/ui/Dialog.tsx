import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef } from "preact/hooks";
import { IconButton } from "./Button.tsx";
import { useOverlay } from "./overlays.ts";
import "./dialog.css";

interface DialogProps {
  title: string;
  open: boolean;
  /** Called when the person closes it: Escape, the button, or a press beside it. */
  onClose: () => void;
  wide?: boolean | undefined;
  /** `side` stands at the right edge and leaves the scene in view. */
  place?: "centre" | "side" | undefined;
  /** Buttons at the foot. */
  foot?: ComponentChildren;
  class?: string | undefined;
  children: ComponentChildren;
}

/** A modal dialog. The focus goes into it, stays in it, and comes back to where it was. */
export function Dialog({ open, ...rest }: DialogProps) {
  return open ? <OpenDialog {...rest} /> : null;
}

function OpenDialog({
  title,
  onClose,
  wide,
  place = "centre",
  foot,
  class: more,
  children,
}: Omit<DialogProps, "open">) {
  const id = useId();
  const element = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);
  useOverlay(onClose);

  useLayoutEffect(() => {
    const dialog = element.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) {
      dialog.showModal();
      // Otherwise the first button, which closes it, would have the focus.
      (dialog.querySelector<HTMLElement>("[autofocus]") ?? dialog).focus();
    }
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);

  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the press beside it only adds to Escape, which the browser handles
    <dialog
      ref={element}
      tabIndex={-1}
      class={`dialog ${more ?? ""}`}
      data-wide={wide ?? false}
      data-place={place}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === element.current;
      }}
      onClick={(event) => event.target === element.current && pressedBeside.current && onClose()}
    >
      <div class="dialog-sheet">
        <header class="dialog-head">
          <h2 id={id} class="dialog-title">
            {title}
          </h2>
          <IconButton icon="close" label="Close" onClick={onClose} />
        </header>
        <div class="dialog-body">{children}</div>
        {foot && <footer class="dialog-foot">{foot}</footer>}
      </div>
    </dialog>
  );
}
