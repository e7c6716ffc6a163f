import { computed, type Signal, signal } from "@preact/signals";
import { worldPoint } from "../../geometry/poolLayout.ts";
import type { PoolImage, Rectangle } from "../../protocol/messages.ts";
import type { Viewpoint } from "../../scene/viewpoint.ts";
import { tell } from "../../state/tell.ts";
import type { PoolBoundary } from "../boundary/poolBoundary.ts";
import type { Pictures } from "../images/pictures.ts";
import type { Run } from "../run/run.ts";
import type { SceneImage } from "../scene/imageCloud.ts";
import type { Sides } from "../settings/windows.ts";
import { type Filters, inScene, NO_FILTERS, passes } from "./filters.ts";
import { Places } from "./places.ts";

/** Which images of a session's pool are in the scene, and how. */
export class Display {
  /** Whether images that represent no label are in the scene too. */
  readonly showAll: Signal<boolean> = signal(false);
  readonly filters: Signal<Filters> = signal(NO_FILTERS);
  /** Whether images that do not pass the filters are hidden, rather than faded. */
  readonly hideOthers: Signal<boolean> = signal(false);
  /** How far images at nearly the same position are moved apart, 0..2. */
  readonly spread: Signal<number> = signal(1);
  /** Whether what is farther away gets lighter. */
  readonly depthCue: Signal<boolean> = signal(true);
  /** Where the camera rests; null for the first view. */
  readonly camera: Signal<Viewpoint | null> = signal(null);
  /** The images that pass the filters and are in the scene, by rising index. */
  readonly shownImages = computed<PoolImage[]>(() => {
    const now = this.run.pool.value;
    if (!now) return [];
    const supportVectors = this.boundary.supportVectors.value;
    return now.images.filter(
      (image) => inScene(image, now.whole, this.showAll.value) && passes(image, this.filters.value, supportVectors),
    );
  });
  /** All images of the pool as the scene draws them. */
  readonly sceneImages = computed<SceneImage[]>(() => {
    const now = this.run.pool.value;
    const size = this.pictures.sides.value;
    if (!now || !size) return [];
    // Those that represent a label take their places first, so that they stay where they are when all are shown.
    const present = now.images.filter((image) => inScene(image, now.whole, this.showAll.value));
    const first = present.filter((image) => image.represents !== null);
    const rest = present.filter((image) => image.represents === null);
    const points = this.places.of([...first, ...rest], this.spread.value, this.run.corners.value);
    const chosen = new Set(this.shownImages.value);
    const aside = this.hideOthers.value ? "hidden" : "faded";
    return now.images.map((image) => {
      const point = points.get(image.index);
      return {
        index: image.index,
        point: point ?? worldPoint(image.position),
        mask: shares(image.mask, size),
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

const FILTERS = Object.keys(NO_FILTERS) as (keyof Filters)[];

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
