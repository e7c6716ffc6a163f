import { batch, effect, type Signal, signal, untracked } from "@preact/signals";
import { Vector3 } from "three";
import { createPoolSession } from "../pool/session/poolSession.ts";
import type { Mask } from "../protocol/messages.ts";
import { type Viewpoint, viewpointOf } from "../scene/viewpoint.ts";
import type { ChosenImage } from "../state/images.ts";
import { shown } from "../state/shown.ts";
import { Subject } from "../state/subject.ts";
import { USUAL_REPLACEMENT } from "../structure/ablation/ablation.ts";
import { begun } from "../structure/masks/history.ts";
import { placed, sameMask, sameMasks } from "../structure/masks/mask.ts";
import { sameSwitchedOff } from "../structure/scene/switchedOff.ts";
import { createStructureSession } from "../structure/session/structureSession.ts";
import { CAMERA_HOME } from "../structure/viewport/viewport.ts";
import { conditionOf, imageOf } from "../study/steps/condition.ts";
import { say } from "../ui/notice.ts";
import type { CameraPlace, Moment } from "./moment.ts";
import type { Player } from "./player.ts";
import { layersIn, overviewIn, poolFiltersIn, poolSettingsIn } from "./recordedSettings.ts";

/** Both scenes of the viewer, kept as they were at the moment that is replayed. Nobody is told of anything in them. */
export class ReplayedScenes {
  readonly structure;
  readonly pool;
  private readonly player: Player;
  private readonly image: Signal<ChosenImage | null> = signal(null);
  private readonly networkId: Signal<string | null> = signal(null);
  private last: Moment | null = null;

  constructor(player: Player) {
    this.player = player;
    const subject = new Subject(this.image, this.networkId);
    this.structure = createStructureSession("structure", subject);
    this.pool = createPoolSession("pool", subject);
  }

  /** Keeps them in step with the player. Returns what stops that. */
  follow(): () => void {
    const stops = [
      effect(() => {
        const moment = this.player.moment.value;
        untracked(() => batch(() => this.show(moment)));
      }),
      effect(() => {
        this.structure.masks.all.value;
        this.structure.ablation.off.value;
        untracked(() => this.putBack());
      }),
    ];
    return () => {
      for (const stop of stops) stop();
      this.pool.dispose();
      shown.value = null;
    };
  }

  private show(moment: Moment): void {
    const { session } = this.player.record;
    const step = session.steps.find(({ id }) => id === moment.step);
    const condition = step && conditionOf(step, session);
    const image = step && imageOf(step, session);
    if (!condition?.shows || !image) return;
    if (shown.peek() !== condition.shows) shown.value = condition.shows;
    if (this.image.peek()?.imageId !== image.image_id) this.image.value = chosenImage(image.image_id, image.title);
    this.networkId.value = condition.network_id;
    const before = this.last;
    this.last = moment;
    this.showMasks(moment.masks);
    this.showSwitches(moment);
    // What the onlooker opens or turns stays until the participant did the same.
    const changed = (...names: (keyof Moment)[]) => names.some((name) => before?.[name] !== moment[name]);
    if (changed("step", "layer", "cluster", "channel")) this.showMaps(moment);
    if (changed("step", "structureCamera")) this.showStructureCamera(moment.structureCamera);
    if (changed("step", "poolCamera")) this.pool.display.camera.value = viewpoint(moment.poolCamera);
    if (changed("step", "settings")) this.showLayers(moment);
    if (changed("step", "filters")) this.showFilters(moment);
    if (changed("step", "poolAsked")) this.showPool(moment);
    if (changed("step", "poolAsked", "poolImage")) this.pool.selection.selected.value = moment.poolImage;
  }

  private showLayers({ settings }: Moment): void {
    const { display, overview } = this.structure;
    const { level, section } = overviewIn(settings);
    display.layersShown.value = layersIn(settings);
    overview.level.value = level;
    overview.chosenSection.value = section;
  }

  private showMasks(masks: readonly Mask[]): void {
    const { edits, all } = this.structure.masks;
    const now = all.peek();
    const owner = this.image.peek()?.imageId ?? null;
    const next = masks.map((mask, place) => {
      const same = now[place];
      return same && sameMask(same.mask, mask) ? same : placed(mask);
    });
    if (edits.peek().owner === owner && sameMasks(now, next)) return;
    edits.value = { owner, size: this.structure.subject.inputSize.peek(), history: begun(next) };
  }

  private showSwitches({ off, settings }: Moment): void {
    const { ablation } = this.structure;
    if (!sameSwitchedOff(ablation.off.peek(), off)) ablation.begin(off);
    ablation.replacement.value = settings.get("replacement") === "zero" ? "zero" : USUAL_REPLACEMENT;
  }

  /** A replay shows what was recorded, whatever the onlooker draws. */
  private putBack(): void {
    if (this.last) this.showSwitches(this.last);
    const recorded = this.last?.masks;
    if (!recorded || sameMasks(this.structure.masks.all.peek(), recorded.map(placed))) return;
    if (this.image.peek()?.imageId !== this.structure.masks.edits.peek().owner) return; // another image is on its way
    this.showMasks(recorded);
    say("A replay shows the masks that were recorded.");
  }

  private showMaps({ layer, cluster, channel }: Moment): void {
    const { openLayer, openCluster, largeChannel } = this.structure.maps;
    openLayer.value = layer;
    openCluster.value = cluster;
    largeChannel.value = channel;
  }

  private showStructureCamera(place: CameraPlace | null): void {
    const choice = viewpoint(place);
    this.structure.viewport.camera.value = choice ? { choice, network: this.networkId.peek() } : CAMERA_HOME;
  }

  private showFilters({ filters }: Moment): void {
    const { display } = this.pool;
    display.filters.value = poolFiltersIn(filters);
    display.showAll.value = filters.get("all_images") === "true";
    display.hideOthers.value = filters.get("hide_others") === "true";
  }

  /** The pool as it was asked for; computed anew where it is another than the one that is here. */
  private showPool({ poolAsked }: Moment): void {
    if (!poolAsked) return;
    const { settings, run } = this.pool;
    const { windows, refine, label, perLabel } = poolSettingsIn(poolAsked);
    settings.windows.value = windows;
    settings.refine.value = refine;
    settings.label.value = label;
    settings.perLabel.value = perLabel;
    if (run.asked.peek() && run.outdated.peek()) run.start();
  }
}

function viewpoint(place: CameraPlace | null): Viewpoint | null {
  return place && viewpointOf({ position: new Vector3(...place.position), target: new Vector3(...place.target) });
}

function chosenImage(imageId: string, title: string): ChosenImage {
  const unknown = { thumbnailUrl: null, width: 0, height: 0, credit: null, note: null };
  return { imageId, title, origin: "sample", ...unknown };
}
