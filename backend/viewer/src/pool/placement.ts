import { computed } from "@preact/signals";
import { worldPoint } from "../geometry/poolLayout.ts";
import type { PoolImage, Rectangle } from "../protocol/messages.ts";
import { inScene, passes } from "./filters.ts";
import { Places } from "./places.ts";
import { corners, pictures, pool, supportVectors } from "./run.ts";
import type { SceneImage } from "./scene/imageCloud.ts";
import { filters, hideOthers, showAll, sides, spread } from "./settings.ts";
import type { Sides } from "./windows.ts";

/** Sides of the picture in pixels, from whatever is here first. */
export const pictureSides = computed<Sides | null>(() => {
  const [height, width] = pictures.value?.image.shape ?? [];
  return height && width ? { height, width } : sides.value;
});

const places = new Places();

/** The images that pass the filters and are in the scene, by rising index. */
export const shownImages = computed<PoolImage[]>(() => {
  const now = pool.value;
  if (!now) return [];
  return now.images.filter(
    (image) => inScene(image, now.whole, showAll.value) && passes(image, filters.value, supportVectors.value),
  );
});

/** All images of the pool as the scene draws them. */
export const sceneImages = computed<SceneImage[]>(() => {
  const now = pool.value;
  const size = pictureSides.value;
  if (!now || !size) return [];
  // Those that represent a label take their places first, so that they stay where they are when all are shown.
  const present = now.images.filter((image) => inScene(image, now.whole, showAll.value));
  const first = present.filter((image) => image.represents !== null);
  const rest = present.filter((image) => image.represents === null);
  const points = places.of([...first, ...rest], spread.value, corners.value);
  const chosen = new Set(shownImages.value);
  const aside = hideOthers.value ? "hidden" : "faded";
  return now.images.map((image) => {
    const point = points.get(image.index);
    return {
      index: image.index,
      point: point ?? worldPoint(image.position),
      mask: shares(image.mask, size),
      changed: !image.kept,
      supportVector: supportVectors.value.has(image.index),
      presence: !point ? "hidden" : chosen.has(image) ? "shown" : aside,
    };
  });
});

/** A mask as shares of the picture: left, top, right, bottom. */
function shares({ left, top, width, height }: Rectangle, sides: Sides): [number, number, number, number] {
  return [left / sides.width, top / sides.height, (left + width) / sides.width, (top + height) / sides.height];
}
