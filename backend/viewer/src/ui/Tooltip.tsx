import type { ComponentChildren } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { beside } from "./beside.ts";
import "./tooltip.css";

/** How long a pointer rests before a tooltip opens, in milliseconds. */
const REST = 350;

/** What does something of its own when it is tapped. */
const DOES_SOMETHING = "a, button, input, select, textarea, label";

interface TooltipProps {
  text: string | null;
  /** Whether the text says more than the element's name: then screen readers read it after the name. */
  describes?: boolean | undefined;
  children: ComponentChildren;
}

/**
 * Words beside the one element inside, while it is hovered or has the keyboard's focus. A finger opens and closes those
 * of an element that does nothing else when tapped. Escape closes them.
 */
export function Tooltip({ text, describes = true, children }: TooltipProps) {
  const id = useId();
  const wrapper = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const [open, setOpen] = useState(false);

  const target = () => wrapper.current?.firstElementChild ?? null;
  const openLater = (after: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setOpen(true), after);
  };
  const close = () => {
    clearTimeout(timer.current);
    setOpen(false);
  };
  const press = (event: PointerEvent) => {
    if (event.pointerType !== "touch" || target()?.matches(DOES_SOMETHING)) close();
    else setOpen(!open);
  };

  useEffect(() => () => clearTimeout(timer.current), []);

  useEffect(() => {
    const element = wrapper.current?.firstElementChild;
    if (describes && text) element?.setAttribute("aria-describedby", id);
    return () => element?.removeAttribute("aria-describedby");
  }, [describes, text, id]);

  useLayoutEffect(() => {
    const element = target();
    if (!open || !bubble.current || !element) return;
    bubble.current.showPopover?.();
    beside(element.getBoundingClientRect(), bubble.current);
  }, [open, text]);

  useEffect(() => {
    if (!open) return;
    const onKey = (event: KeyboardEvent) => event.key === "Escape" && close();
    const onPress = (event: PointerEvent) => !wrapper.current?.contains(event.target as Node) && close();
    addEventListener("keydown", onKey);
    addEventListener("pointerdown", onPress);
    addEventListener("scroll", close, true);
    return () => {
      removeEventListener("keydown", onKey);
      removeEventListener("pointerdown", onPress);
      removeEventListener("scroll", close, true);
    };
  }, [open]);

  return (
    <span
      ref={wrapper}
      class="tooltip-target"
      onPointerEnter={(event) => event.pointerType !== "touch" && openLater(REST)}
      onPointerLeave={(event) => event.pointerType !== "touch" && close()}
      onPointerDown={press}
      onFocusIn={(event) => (event.target as Element).matches?.(":focus-visible") && openLater(0)}
      onFocusOut={close}
    >
      {children}
      {text && describes && (
        <span class="unseen" id={id}>
          {text}
        </span>
      )}
      {open && text && (
        <span ref={bubble} class="tooltip" popover="manual" aria-hidden="true">
          {text}
        </span>
      )}
    </span>
  );
}
