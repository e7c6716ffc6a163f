import { computed, type Signal, signal } from "@preact/signals";
import { filledPart } from "../../fit/frame.ts";
import { cornersOf } from "../../geometry/poolLayout.ts";
import type { PoolRequest, Window } from "../../protocol/messages.ts";
import { FILLS, type Fill, USUAL_FILL } from "../../state/fill.ts";
import type { Subject } from "../../state/subject.ts";
import { defaultWindows, type FilledSides, poolCount, selectedPerLabel, windowsProblem } from "./windows.ts";

/** The protocol's default, and the most that can be asked for. */
export const PER_LABEL = 25;
export const MAX_PER_LABEL = 1024;

/** What pool to compute, as a session's controls say it. */
export class Settings {
  /** Windows wanted; null for the server's default. */
  readonly windows: Signal<Window[] | null> = signal(null);
  /** What masked pixels become. */
  readonly fill: Signal<Fill> = signal(USUAL_FILL);
  /** Further fills, with each of which every mask is laid too. */
  readonly moreFills: Signal<readonly Fill[]> = signal([]);
  /** All that the pool has, `fill` first. */
  readonly fills = computed<readonly Fill[]>(() => [
    this.fill.value,
    ...FILLS.filter((one) => one !== this.fill.value && this.moreFills.value.includes(one)),
  ]);
  /** Whether the smallest window is laid only where the larger ones found something. */
  readonly refine: Signal<boolean> = signal(false);
  /** A class of the label to examine, its first where it is a merged one; null for the most probable label. */
  readonly label: Signal<number | null> = signal(null);
  /** Images wanted for each of the labels at the corners. */
  readonly perLabel: Signal<number> = signal(PER_LABEL);
  /** The network's input, and what the picture fills of it; null while its description is not here. */
  readonly sides = computed<FilledSides | null>(() => {
    const summary = this.subject.network.value?.summary;
    if (!summary) return null;
    const picture = this.subject.image.value;
    // Of a picture that is known by a link alone the size is not known.
    const padded = this.subject.fitting.fit.value === "pad" && picture !== null && picture.width > 0;
    return {
      height: summary.input_height,
      width: summary.input_width,
      filled: padded ? filledPart(picture, summary) : undefined,
    };
  });
  /** The windows that will be asked for, the default spelt out where the network is known. */
  readonly windowsInUse = computed<Window[]>(
    () => this.windows.value ?? (this.sides.value ? defaultWindows(this.sides.value) : []),
  );
  /** Why the server would refuse the windows; null where it would not, or the network is not known yet. */
  readonly problem = computed<string | null>(() =>
    this.sides.value && (this.windows.value || this.refine.value || this.fills.value.length > 1)
      ? windowsProblem(this.sides.value, this.windowsInUse.value, this.refine.value, this.fills.value.length)
      : null,
  );
  /** Masked copies of the pool as set; 0 where it cannot be asked for, or the network is not known yet. */
  readonly copies = computed(() =>
    this.sides.value
      ? poolCount(this.sides.value, this.windowsInUse.value, this.refine.value, this.fills.value.length)
      : 0,
  );
  /** Copies that will represent each label, where those are fewer than asked for; else null. */
  readonly fewerPerLabel = computed<number | null>(() => {
    // A network of fewer than four classes has fewer corners.
    const corners = cornersOf(this.subject.network.value?.summary.class_count ?? 4);
    const most = selectedPerLabel(this.copies.value, this.perLabel.value, corners);
    return this.copies.value > 0 && most < this.perLabel.value ? most : null;
  });
  /** The request as the controls now say it; null without an image or a network. */
  readonly wanted = computed<PoolRequest | null>(() => {
    const { subject, fills, refine, label } = this;
    const merged = subject.merging.request.value;
    if (subject.imageId.value === null || subject.networkId.value === null || merged === null) return null;
    return {
      image_id: subject.imageId.value,
      network_id: subject.networkId.value,
      ...subject.fitting.request.value,
      windows: this.windows.value,
      fill: this.fill.value,
      per_label: this.perLabel.value,
      // Not said where it need not be: a server of an earlier minor version does not know it.
      ...(fills.value.length > 1 && { more_fills: fills.value.slice(1) }),
      ...(refine.value && { refine: true }),
      ...(label.value !== null && { label: label.value }),
      ...merged,
    };
  });
  private readonly subject: Subject;

  constructor(subject: Subject) {
    this.subject = subject;
  }
}
