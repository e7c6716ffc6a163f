import { batch, computed, type Signal, signal } from "@preact/signals";
import { worldPoint } from "../../geometry/poolLayout.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { PoolImage, Rectangle } from "../../protocol/messages.ts";
import type { Viewpoint } from "../../scene/viewpoint.ts";
import { choose } from "../../state/choose.ts";
import { inVr } from "../../state/headset.ts";
import { poolArrangement } from "../../state/settings.ts";
import { inStudy } from "../../state/shown.ts";
import { tell } from "../../state/tell.ts";
import { byDrop } from "../arrangement/byDrop.ts";
import { onPhoto } from "../arrangement/onPhoto.ts";
import type { PoolBoundary } from "../boundary/poolBoundary.ts";
import type { Pictures } from "../images/pictures.ts";
import { fillIndex } from "../run/fills.ts";
import { change } from "../run/fold.ts";
import type { Run } from "../run/run.ts";
import { ARRANGEMENTS, type Arrangement, type Layout, USUAL_ARRANGEMENT } from "../scene/arrangement.ts";
import type { SceneImage } from "../scene/imageCloud.ts";
import type { Sides } from "../settings/windows.ts";
import { FILTERS, type Filters, inScene, NO_FILTERS, passes } from "./filters.ts";
import { Places } from "./places.ts";
import { linearPosition, logPosition, type PositionScale } from "./positionScale.ts";

/** Which images of a session's pool are in the scene, and how. */
export class Display {
  /** How images are arranged on a screen, as the person chose. */
  readonly arrangement: Signal<Arrangement> = signal(rememberedArrangement());
  /** How they are arranged: in VR as ever. */
  readonly arranged = computed<Arrangement>(() => (inVr.value ? USUAL_ARRANGEMENT : this.arrangement.value));
  /** By what the copies have their places in the body, as the person chose. */
  readonly positionScale: Signal<PositionScale> = signal("linear");
  /** Whether places in the body are by logarithms: never in VR, where nothing says so. */
  readonly byLogarithms = computed(
    () => this.positionScale.value === "log" && this.arranged.value === "tetrahedron" && !inVr.value,
  );
  /** Whether lines show in which part of the body which label is the most probable of those at the corners. */
  readonly regions: Signal<boolean> = signal(true);
  /** Whether images that represent no label are in the scene too. */
  readonly showAll: Signal<boolean> = signal(false);
  readonly filters: Signal<Filters> = signal(NO_FILTERS);
  /** Whether images that do not pass the filters are hidden, rather than faded. */
  readonly hideOthers: Signal<boolean> = signal(false);
  /** How far images at nearly the same position are moved apart, 0..2. */
  readonly spread: Signal<number> = signal(1);
  /** Whether copies in the body keep their size on the screen, as the person chose. */
  readonly thumbnails: Signal<boolean> = signal(false);
  /** Whether what is farther away gets lighter. */
  readonly depthCue: Signal<boolean> = signal(true);
  /** Where the camera rests; null for the first view. */
  readonly camera: Signal<Viewpoint | null> = signal(null);
  /** Whether all images have a place in the scene: always where it is no cloud of pictures. */
  readonly all = computed(() => this.showAll.value || this.arranged.value !== "tetrahedron");
  /** The largest change of the probability of the label examined by a mask, 0..1. */
  readonly largestChange = computed(() => {
    const now = this.run.pool.value;
    return now ? now.images.reduce((most, image) => Math.max(most, Math.abs(change(now, image))), 0) : 0;
  });
  /** Where images stand that are arranged in a plane; null in the body, or while nothing is known. */
  readonly layout = computed<Layout | null>(() => {
    const now = this.run.pool.value;
    const sides = this.pictures.sides.value;
    if (!now || !sides || this.arranged.value === "tetrahedron") return null;
    if (this.arranged.value === "drop") {
      return byDrop(now.images, (image) => change(now, image), now.examined.label.name);
    }
    const sheets = { windows: now.windows, fills: this.run.fills.value };
    return onPhoto(now.images, sheets, sides, (image) => change(now, image) / (this.largestChange.value || 1));
  });
  /** The images that pass the filters and are in the scene, by rising index. */
  readonly shownImages = computed<PoolImage[]>(() => {
    const now = this.run.pool.value;
    if (!now) return [];
    const supportVectors = this.boundary.supportVectors.value;
    return now.images.filter(
      (image) => inScene(image, now.whole, this.all.value) && passes(image, this.filters.value, supportVectors),
    );
  });
  /** Where those stand in the body that represent a label, once that is known, in metres. */
  readonly selectedPoints = computed<readonly (readonly number[])[]>(() => {
    const now = this.run.pool.value;
    if (!now?.whole || this.arranged.value !== "tetrahedron") return [];
    const positionOf = this.byLogarithms.value ? logPosition : linearPosition;
    return now.images.filter((image) => image.represents !== null).map((image) => worldPoint(positionOf(image)));
  });
  /** All images of the pool as the scene draws them. */
  readonly sceneImages = computed<SceneImage[]>(() => {
    const now = this.run.pool.value;
    const size = this.pictures.sides.value;
    if (!now || !size) return [];
    // Those that represent a label take their places first, so that they stay where they are when all are shown.
    const present = now.images.filter((image) => inScene(image, now.whole, this.all.value));
    const first = present.filter((image) => image.represents !== null);
    const rest = present.filter((image) => image.represents === null);
    const layout = this.layout.value;
    const positionOf = this.byLogarithms.value ? logPosition : linearPosition;
    const points = layout
      ? null
      : this.places.of([...first, ...rest], this.spread.value, this.run.corners.value, positionOf);
    const most = this.largestChange.value || 1;
    const chosen = new Set(this.shownImages.value);
    const aside = this.hideOthers.value ? "hidden" : "faded";
    return now.images.map((image) => {
      const tile = layout?.tiles.get(image.index);
      const point = tile?.point ?? points?.get(image.index);
      return {
        index: image.index,
        point: point ?? worldPoint(image.position),
        side: tile?.side ?? SCENES.pool.image_side,
        cut: tile?.cut ?? 0,
        drop: -change(now, image) / most,
        mask: shares(image.mask, size),
        fill: fillIndex(image, this.run.fills.value),
        changed: !image.kept,
        supportVector: this.boundary.supportVectors.value.has(image.index),
        presence: !point ? "hidden" : chosen.has(image) ? "shown" : aside,
      };
    });
  });
  private readonly run: Run;
  private readonly pictures: Pictures;
  private readonly boundary: PoolBoundary;
  private readonly places = new Places();

  constructor(run: Run, pictures: Pictures, boundary: PoolBoundary) {
    this.run = run;
    this.pictures = pictures;
    this.boundary = boundary;
  }

  /** The person arranges the images in another way, and looks at them from the front. It is remembered. */
  arrange(arrangement: Arrangement): void {
    batch(() => {
      if (arrangement !== this.arrangement.peek()) this.camera.value = null;
      choose("arrangement", this.arrangement, arrangement);
      if (!inStudy()) poolArrangement.value = arrangement;
    });
  }

  /** The person changes a filter; `moving` while they have not settled on a value, which is told when they have. */
  filter<Name extends keyof Filters>(name: Name, value: Filters[Name], moving = false): void {
    this.filters.value = { ...this.filters.value, [name]: value };
    if (!moving) tellFilter(name, value);
  }

  /** The person shows all images of the pool, or those that represent a label. */
  setShowAll(all: boolean): void {
    this.showAll.value = all;
    tellFilter("all_images", all);
  }

  /** The person hides images that do not pass the filters, or fades them. */
  setHideOthers(hide: boolean): void {
    this.hideOthers.value = hide;
    tellFilter("hide_others", hide);
  }

  /** The person lets all images pass again. */
  clearFilters(): void {
    const before = this.filters.value;
    this.resetFilters();
    for (const name of FILTERS) if (before[name] !== NO_FILTERS[name]) tellFilter(name, NO_FILTERS[name]);
  }

  resetFilters(): void {
    this.filters.value = NO_FILTERS;
  }
}

/** The arrangement that the person chose last in this browser. */
export function rememberedArrangement(): Arrangement {
  return ARRANGEMENTS.find((one) => one === poolArrangement.peek()) ?? USUAL_ARRANGEMENT;
}

function tellFilter(filter: string, value: string | number | boolean | null): void {
  tell("filter_changed", {
    filter: filter === "supportVectors" ? "support_vectors" : filter,
    value: String(value ?? "any"),
  });
}

/** A mask as shares of the picture: left, top, right, bottom. */
function shares({ left, top, width, height }: Rectangle, sides: Sides): [number, number, number, number] {
  return [left / sides.width, top / sides.height, (left + width) / sides.width, (top + height) / sides.height];
}
