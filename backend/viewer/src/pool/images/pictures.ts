import { computed, signal } from "@preact/signals";
import type { Input, PoolRequest } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import type { Run } from "../run/run.ts";
import type { Settings } from "../settings/settings.ts";
import type { Sides } from "../settings/windows.ts";
import { canvasOf } from "./canvases.ts";

/** The two pictures of which every masked copy of a session's pool consists: the image, and what shows through a mask. */
export class Pictures {
  /** They come before the pool is whole. The same object as long as they are the same, so that nothing draws them anew. */
  readonly shown = computed(
    () => this.image.value && this.fill.value && { image: this.image.value, fill: this.fill.value },
  );
  /** Both drawn once; every masked copy outside the scene is put together from them. */
  readonly canvases = computed(() => {
    const now = this.shown.value;
    return now && { image: canvasOf(now.image), fill: canvasOf(now.fill) };
  });
  /** Their sides in pixels, from whatever is here first. */
  readonly sides = computed<Sides | null>(() => {
    const [height, width] = this.shown.value?.image.shape ?? [];
    return height && width ? { height, width } : this.settings.sides.value;
  });
  private readonly slot: string;
  private readonly settings: Settings;
  private readonly run: Run;
  private readonly input = signal<Input | null>(null);
  private readonly image = computed(() => this.input.value?.image ?? this.run.pool.value?.image ?? null);
  private readonly fill = computed(() => this.input.value?.fill_image ?? this.run.pool.value?.fillImage ?? null);
  private seeking = new AbortController();

  constructor(slot: string, settings: Settings, run: Run) {
    this.slot = slot;
    this.settings = settings;
    this.run = run;
  }

  /** Asks for those of a pool, in place of those of the one before. */
  async seek({ image_id, network_id, fit, crop_at, fill = "black" }: PoolRequest): Promise<void> {
    this.stop();
    this.input.value = null;
    const { signal } = this.seeking;
    const way = { ...(fit !== undefined && { fit }), ...(crop_at !== undefined && { crop_at }) };
    try {
      const input = await ask("inputs", { image_id, network_id, ...way, fill }, { slot: this.slot, signal });
      if (input && !signal.aborted) this.input.value = input;
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
