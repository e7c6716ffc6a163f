import { computed, signal } from "@preact/signals";
import type { Input, PoolImage, PoolRequest, Tensor } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { fillIndex, fillsOf } from "../run/fills.ts";
import type { Run } from "../run/run.ts";
import type { Settings } from "../settings/settings.ts";
import type { Sides } from "../settings/windows.ts";
import { canvasOf, type Sources } from "./canvases.ts";

/** The pictures of which every masked copy of a session's pool consists: the image, and what shows through its mask. */
export class Pictures {
  /** They come before the pool is whole. The same object as long as they are the same, so that nothing draws them anew. */
  readonly shown = computed(
    () => this.image.value && this.fills.value && { image: this.image.value, fills: this.fills.value },
  );
  /** All drawn once; every masked copy outside the scene is put together from those of its fill. */
  private readonly canvases = computed<readonly Sources[] | null>(() => {
    const now = this.shown.value;
    if (!now) return null;
    const image = canvasOf(now.image);
    return now.fills.map((fill) => ({ image, fill: canvasOf(fill) }));
  });
  /** Their sides in pixels, from whatever is here first. */
  readonly sides = computed<Sides | null>(() => {
    const [height, width] = this.shown.value?.image.shape ?? [];
    return height && width ? { height, width } : this.settings.sides.value;
  });
  private readonly slot: string;
  private readonly settings: Settings;
  private readonly run: Run;
  /** One for each fill of the pool. */
  private readonly inputs = signal<readonly Input[] | null>(null);
  private readonly image = computed(() => this.inputs.value?.[0]?.image ?? this.run.pool.value?.image ?? null);
  private readonly fills = computed<readonly Tensor[] | null>(
    () => this.inputs.value?.map((input) => input.fill_image) ?? this.run.pool.value?.fillImages ?? null,
  );
  private seeking = new AbortController();

  constructor(slot: string, settings: Settings, run: Run) {
    this.slot = slot;
    this.settings = settings;
    this.run = run;
  }

  /** What a masked copy is put together from; null while that is on its way. Subscribes. */
  sourcesOf(copy: PoolImage): Sources | null {
    const all = this.canvases.value;
    return all?.[fillIndex(copy, this.run.fills.value)] ?? all?.[0] ?? null;
  }

  /** Asks for those of a pool, in place of those of the one before. */
  async seek(request: PoolRequest): Promise<void> {
    const { image_id, network_id, fit, crop_at } = request;
    this.stop();
    this.inputs.value = null;
    const { signal } = this.seeking;
    const way = { ...(fit !== undefined && { fit }), ...(crop_at !== undefined && { crop_at }) };
    try {
      const found: Input[] = [];
      for (const fill of fillsOf(request)) {
        const input = await ask("inputs", { image_id, network_id, ...way, fill }, { slot: this.slot, signal });
        if (input) found.push(input);
      }
      if (found.length === fillsOf(request).length && !signal.aborted) this.inputs.value = found;
    } catch {
      // The pool brings the same pictures at its end, and says what is wrong where it fails too.
    }
  }

  /** Stops waiting for them; those that are here stay. */
  stop(): void {
    this.seeking.abort();
    this.seeking = new AbortController();
  }
}
