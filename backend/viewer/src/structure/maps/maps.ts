import { batch, computed, effect, type ReadonlySignal, type Signal, signal, untracked } from "@preact/signals";
import { Complaint } from "../../protocol/complaint.ts";
import type { ActivationsRequest, FeatureMap, Layer, Progress } from "../../protocol/messages.ts";
import { ask } from "../../state/ask.ts";
import { tellSetting } from "../../state/choose.ts";
import type { Subject } from "../../state/subject.ts";
import { tell, tellRequest } from "../../state/tell.ts";
import type { Ablation } from "../ablation/ablation.ts";
import type { Answers } from "../answers/answers.ts";
import { requestKey } from "../answers/live.ts";
import type { Display } from "../display/display.ts";
import { maskedImage } from "../masks/maskedImage.ts";
import type { Masks } from "../masks/masks.ts";

/** Order of the maps: by channel, or by their scores by the criterion. */
export type Order = "channel" | "score";

/** How far the maps are. */
interface MapsStatus {
  running: boolean;
  progress: Progress | null;
  complaint: Complaint | null;
}

const RESTING: MapsStatus = { running: false, progress: null, complaint: null };

/** The feature maps of a session that are open: those of a cluster, or of a whole layer. */
export class Maps {
  /** The name of the layer whose maps are open, and the cluster, where it is one's and not all; null for none. */
  readonly openLayer: Signal<string | null> = signal(null);
  readonly openCluster: Signal<number | null> = signal(null);
  readonly order: Signal<Order> = signal("channel");
  /** The channel that is shown large; null for the grid. */
  readonly largeChannel: Signal<number | null> = signal(null);
  /** The map that is pointed at, and where it is shown large the pixel of it; null for none. */
  readonly pointed: Signal<{ channel: number; row?: number; column?: number } | null> = signal(null);
  /** How far the maps are. */
  readonly status: Signal<MapsStatus> = signal(RESTING);
  /** The layer whose maps are open; null where none is, or this network has none of that name. */
  readonly layer = computed<Layer | null>(
    () => this.subject.network.value?.layers.find((layer) => layer.name === this.openLayer.value) ?? null,
  );
  /** Clusters that the open layer has now, by the criterion chosen; null before they are here. */
  readonly clusters = computed(() => {
    const column = this.answers.columns.value.find((column) => column?.layer === this.openLayer.value);
    return column?.criterion === this.display.criterion.value ? column.clusters : null;
  });
  /** The maps that are open, in the order chosen; empty before they arrive. */
  readonly sorted: ReadonlySignal<readonly FeatureMap[]> = computed(() =>
    sortMaps(this.shown.value?.key === this.key.value ? this.shown.value.maps : [], this.order.value),
  );
  /** The map shown large and its place; null where none is, or it is not among those open. */
  readonly large = computed(() => {
    const place = this.sorted.value.findIndex((map) => map.channel === this.largeChannel.value);
    const map = this.sorted.value[place];
    return map ? { map, place } : null;
  });
  private readonly slot: string;
  private readonly subject: Subject;
  private readonly display: Display;
  private readonly masks: Masks;
  private readonly ablation: Ablation;
  private readonly answers: Answers;
  /** The maps that are here; those of another layer, image or criterion are never shown for this one. */
  private readonly shown = signal<{ key: string; maps: readonly FeatureMap[] } | null>(null);
  /** What the open maps are of: maps of the same may stand in for each other while newer ones are computed. */
  private readonly key = computed(() => {
    const of = [this.subject.key.value, this.layer.value?.name, this.openCluster.value, this.display.criterion.value];
    return this.layer.value ? of.join(" ") : "";
  });
  /** What to ask for; null while nothing is open, or its channels are not known or may change in a moment. */
  private readonly wanted = computed<ActivationsRequest | null>(() => {
    const image = maskedImage(this.subject, this.masks.all.value, this.masks.fill.value);
    const masked = image && { ...image, ...this.ablation.asked.value };
    const [layer, cluster, criterion] = [this.layer.value, this.openCluster.value, this.display.criterion.value];
    if (!layer || !masked) return null;
    if (cluster === null) return { ...masked, layer: layer.name, channels: null, criterion };
    if (this.answers.pending.value && this.shown.value?.key === this.key.value) return null;
    const channels = this.clusters.value?.[cluster]?.channels;
    return channels === undefined ? null : { ...masked, layer: layer.name, channels: [...channels], criterion };
  });
  private askedFor = "";

  constructor(slot: string, subject: Subject, display: Display, masks: Masks, ablation: Ablation, answers: Answers) {
    this.slot = `${slot}-maps`;
    this.subject = subject;
    this.display = display;
    this.masks = masks;
    this.ablation = ablation;
    this.answers = answers;
  }

  /** Opens the maps of a cluster, or with null of the whole layer. */
  open(layer: string, cluster: number | null): void {
    if (layer === this.openLayer.peek() && cluster === this.openCluster.peek()) return;
    if (cluster === null) tell("layer_opened", { layer });
    else tell("cluster_opened", { layer, cluster });
    batch(() => {
      this.pointed.value = null;
      this.openLayer.value = layer;
      this.openCluster.value = cluster;
    });
  }

  /** Closes them. */
  close(): void {
    if (this.openLayer.peek() !== null) tell("maps_closed");
    batch(() => {
      this.pointed.value = null;
      this.openLayer.value = null;
      this.openCluster.value = null;
    });
  }

  /** Shows the map of a channel large, or with null all of them again. */
  enlarge(channel: number | null): void {
    const layer = this.openLayer.peek();
    if (channel === this.largeChannel.peek() || layer === null) return;
    if (channel !== null) tell("map_opened", { layer, channel });
    else tellSetting("large_map", "none");
    this.largeChannel.value = channel;
  }

  /** Shows the map `by` places further large; stays at the ends. */
  step(by: number): void {
    const now = this.large.value;
    const next = now && this.sorted.value[now.place + by];
    if (next) this.enlarge(next.channel);
  }

  /** Asks for the maps that are open. Returns what stops that and forgets them; they may be many megabytes. */
  follow(): () => void {
    const stop = effect(() => {
      const body = this.wanted.value;
      if (!this.layer.value) untracked(() => this.drop());
      else if (body) untracked(() => this.ask(body));
    });
    return () => {
      stop();
      this.drop();
    };
  }

  /** Asks again, after something went wrong. */
  retry(): void {
    const body = this.wanted.peek();
    this.askedFor = "";
    if (body) void this.ask(body);
  }

  /** Asks for maps, unless they are here or on their way. */
  private async ask(body: ActivationsRequest): Promise<void> {
    const key = this.key.peek();
    const asked = `${key} ${requestKey(body)}`;
    if (asked === this.askedFor) return;
    this.askedFor = asked;
    const answered = tellRequest("activations");
    const put = (status: Partial<MapsStatus>) => {
      if (this.askedFor === asked) this.status.value = { ...RESTING, ...status };
    };
    put({ running: true });
    try {
      const onProgress = (progress: Progress) => put({ running: true, progress });
      const answer = await ask("activations", body, { slot: this.slot, onProgress });
      if (!answer || this.askedFor !== asked) return;
      batch(() => {
        this.shown.value = { key, maps: answer.maps };
        put({});
      });
      answered();
    } catch (error) {
      put({ complaint: Complaint.of(error) });
    }
  }

  private drop(): void {
    this.askedFor = "";
    this.shown.value = null;
    this.status.value = RESTING;
  }
}

/** Sorts maps by channel, or the highest score first with equal ones by channel. */
export function sortMaps(maps: readonly FeatureMap[], by: Order): readonly FeatureMap[] {
  if (by === "channel") return maps.toSorted((a, b) => a.channel - b.channel);
  return maps.toSorted((a, b) => b.score - a.score || a.channel - b.channel);
}
