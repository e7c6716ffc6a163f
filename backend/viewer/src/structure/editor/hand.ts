import { type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { type PlacedMask, type Point, type Size, topmostAt } from "../masks/mask.ts";
import type { Masks } from "../masks/masks.ts";
import type { Segments } from "../masks/segments.ts";
import { type Cursor, frameOf, middle, moveCursor } from "./cursor.ts";
import { beginStroke, type Stroke } from "./stroke.ts";
import type { Tools } from "./tools.ts";

/** The hand that draws on a session's input, be it with a pointer or with keys. Points are pixels from its top left corner. */
export class Hand {
  /** The keyboard's cursor while the editor has the focus; null otherwise. */
  readonly cursor: Signal<Cursor | null> = signal(null);
  /** The mask that is pointed at in the list; null for none. */
  readonly marked: Signal<number | null> = signal(null);
  private readonly tools: Tools;
  private readonly masks: Masks;
  private readonly size: ReadonlySignal<Size | null>;
  private readonly segments: ReadonlySignal<Segments | null>;
  private stroke: Stroke | null = null;
  /** The masks that the stroke began with. */
  private before: readonly PlacedMask[] = [];
  private last: Point | null = null;

  /** `size` is that of the input as it is shown, null before it is; `segments` are its superpixels, where known. */
  constructor(
    tools: Tools,
    masks: Masks,
    size: ReadonlySignal<Size | null>,
    segments: ReadonlySignal<Segments | null>,
  ) {
    this.tools = tools;
    this.masks = masks;
    this.size = size;
    this.segments = segments;
  }

  /** Whether it is drawing. */
  get drawing(): boolean {
    return this.stroke !== null;
  }

  /** It goes down at `point`. What it draws stands in the masks' draft until it is lifted. Nothing without an input. */
  start(point: Point): void {
    const size = this.size.peek();
    if (!size) return;
    this.before = this.masks.all.value;
    this.stroke = beginStroke(this.tools.inHand.value, {
      before: this.before,
      start: point,
      size,
      brushSize: this.tools.brushSize.value,
      segments: this.segments.peek(),
    });
    this.move(point);
  }

  /** It moves. */
  move(point: Point): void {
    this.dropStale();
    if (!this.stroke) return;
    this.last = point;
    this.masks.draft.value = this.stroke(point);
  }

  /** It is lifted: what it drew becomes a step that can be undone. False where there are too many masks. */
  end(): boolean {
    this.dropStale();
    const drawn = this.stroke && this.last ? this.stroke(this.last) : null;
    this.stroke = null;
    this.last = null;
    // Which takes the draft's place in one step.
    if (drawn && drawn !== this.masks.all.value) return this.masks.commit(drawn);
    this.masks.draft.value = null;
    return true;
  }

  /** What it drew is dropped. */
  cancel(): void {
    this.stroke = null;
    this.last = null;
    this.masks.draft.value = null;
  }

  /** Removes the mask under `point`; false where there is none. */
  removeAt(point: Point): boolean {
    const found = topmostAt(this.masks.all.value, Math.floor(point.row), Math.floor(point.column));
    if (found) this.masks.remove(found.id);
    return found !== null;
  }

  /** What a key does on the input; true where it did something. Alt makes steps of one pixel. */
  takeKey(event: KeyboardEvent): boolean {
    const size = this.size.peek();
    if (!size) return false;
    const now = this.cursor.value ?? middle(size);
    const next = moveCursor(now, event, size);
    if (next) this.cursor.value = next;
    else if (event.key === "Enter" || event.key === " ") this.click(now, size);
    else return (event.key === "Delete" || event.key === "Backspace") && this.removeAt(now.at);
    return true;
  }

  /** Drops a stroke whose masks are others by now: those of another input, or taken back by another hand. */
  private dropStale(): void {
    if (this.stroke && this.masks.all.peek() !== this.before) this.cancel();
  }

  /** Does with the tool at the cursor what a click does; the rectangle becomes a mask. */
  private click(cursor: Cursor, size: Size): void {
    const tool = this.tools.inHand.value;
    if (tool === "rectangle" || tool === "move") {
      const frame = frameOf(cursor, size);
      if (frame) this.masks.add(frame);
      return;
    }
    this.start(cursor.at);
    this.end();
  }
}
