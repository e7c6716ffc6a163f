import type { CanvasPoint } from "../../scene/plane.ts";

/** What a pointer did, in CSS pixels of the canvas. */
export interface PointerListener {
  /** It hovers here; null when it left, or drags the view. */
  onHover(at: CanvasPoint | null): void;
  /** It was pressed and released here without moving. `touch`: with a finger. */
  onClick(at: CanvasPoint, touch: boolean): void;
  /** It is pressed here: true where that begins a stroke, and the view is not to be turned. */
  onStrokeStart(at: CanvasPoint): boolean;
  onStrokeMove(at: CanvasPoint): void;
  onStrokeEnd(at: CanvasPoint): void;
  /** The menu is asked for here, by a right click or a long press. */
  onRemove(at: CanvasPoint): void;
}

/** A press that moves less than this is a click. */
const CLICK_PIXELS = 5;
const TAP_PIXELS = 12;

/** Tells hovers, clicks, taps and strokes apart. Drags of the view are left to the camera's controls. */
export class Pointer {
  private readonly canvas: HTMLCanvasElement;
  private readonly listener: PointerListener;
  private readonly ending = new AbortController();
  private press: { id: number; at: CanvasPoint; moved: boolean } | null = null;
  private stroke: number | null = null;
  private readonly down = new Set<number>();
  private rightPress: CanvasPoint | null = null;

  /** To be made before the camera's controls see an event: it listens in the capturing phase. */
  constructor(canvas: HTMLCanvasElement, listener: PointerListener) {
    this.canvas = canvas;
    this.listener = listener;
    const options = { capture: true, signal: this.ending.signal };
    canvas.addEventListener("pointerdown", this.pressed, options);
    canvas.addEventListener("pointermove", this.moved, options);
    canvas.addEventListener("pointerup", this.released, options);
    canvas.addEventListener("pointercancel", this.cancelled, options);
    canvas.addEventListener("pointerleave", this.left, options);
    canvas.addEventListener("contextmenu", this.menu, options);
  }

  dispose(): void {
    this.ending.abort();
  }

  private at(event: MouseEvent): CanvasPoint {
    const box = this.canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  }

  private readonly pressed = (event: PointerEvent): void => {
    const at = this.at(event);
    this.down.add(event.pointerId);
    if (event.button === 2) this.rightPress = at;
    if (this.stroke !== null) {
      // A second finger during a stroke does nothing: the stroke goes on.
      event.stopImmediatePropagation();
      return;
    }
    if (this.down.size === 1 && event.button === 0 && !event.ctrlKey && this.listener.onStrokeStart(at)) {
      event.stopImmediatePropagation();
      event.preventDefault();
      this.canvas.focus({ preventScroll: true });
      this.canvas.setPointerCapture(event.pointerId);
      this.stroke = event.pointerId;
      return;
    }
    this.press = this.down.size === 1 && event.button === 0 ? { id: event.pointerId, at, moved: false } : null;
  };

  private readonly moved = (event: PointerEvent): void => {
    const at = this.at(event);
    if (event.pointerId === this.stroke) {
      event.stopImmediatePropagation();
      for (const part of coalesced(event)) this.listener.onStrokeMove(this.at(part));
      return;
    }
    const { press } = this;
    if (press && !press.moved && event.pointerId === press.id) {
      const most = event.pointerType === "touch" ? TAP_PIXELS : CLICK_PIXELS;
      press.moved = Math.hypot(at.x - press.at.x, at.y - press.at.y) > most;
    }
    if (event.pointerType === "touch") return;
    if (event.buttons === 0) this.listener.onHover(at);
    else if (!press || press.moved) this.listener.onHover(null);
  };

  private readonly released = (event: PointerEvent): void => {
    const at = this.at(event);
    this.down.delete(event.pointerId);
    if (event.pointerId === this.stroke) {
      event.stopImmediatePropagation();
      this.stroke = null;
      this.listener.onStrokeEnd(at);
      return;
    }
    const { press } = this;
    if (press?.id === event.pointerId) {
      this.press = null;
      if (!press.moved) this.listener.onClick(at, event.pointerType === "touch");
    }
  };

  private readonly cancelled = (event: PointerEvent): void => {
    this.down.delete(event.pointerId);
    this.press = null;
    if (event.pointerId !== this.stroke) return;
    this.stroke = null;
    this.listener.onStrokeEnd(this.at(event));
  };

  private readonly left = (event: PointerEvent): void => {
    if (event.pointerType !== "touch" && this.stroke === null) this.listener.onHover(null);
  };

  private readonly menu = (event: MouseEvent): void => {
    event.preventDefault();
    const at = this.at(event);
    // Some systems ask for the menu when the button is released: after a drag of the view it is not meant.
    const dragged = this.rightPress && Math.hypot(at.x - this.rightPress.x, at.y - this.rightPress.y) > CLICK_PIXELS;
    this.rightPress = null;
    this.press = null;
    if (this.stroke === null && !dragged) this.listener.onRemove(at);
  };
}

/** All positions since the event before, where the browser tells them: fast strokes stay round. */
function coalesced(event: PointerEvent): PointerEvent[] {
  const parts = event.getCoalescedEvents?.() ?? [];
  return parts.length > 0 ? parts : [event];
}
