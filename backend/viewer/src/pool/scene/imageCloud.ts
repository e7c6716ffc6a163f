import { BufferAttribute, InstancedBufferAttribute, InstancedBufferGeometry, Mesh } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { ENLARGED, imageMaterial, imageUniforms } from "./imageMaterial.ts";
import { Instances } from "./instances.ts";
import { pictureStack, pictureTexture, plainStack, plainTexture } from "./pictures.ts";

/** One image of the pool as the scene wants it. */
export interface SceneImage {
  /** Its place in the pool. */
  index: number;
  /** Where its centre stands, in metres. */
  point: readonly [number, number, number];
  /** Its side, in metres. */
  side: number;
  /** What it shows of the photo around the middle of its mask, as a share of the photo's longer side; 0 for all of it. */
  cut: number;
  /** How much it takes from the probability of the label examined, −1..1 of the largest change; coloured where it is cut. */
  drop: number;
  /** Left, top, right and bottom of the mask as shares of the picture. */
  mask: readonly [number, number, number, number];
  /** Which of the pool's fills shows through its mask, from 0 on. */
  fill: number;
  changed: boolean;
  supportVector: boolean;
  /** Hidden images take no room and cannot be pointed at; faded ones stay as a hint of where they are. */
  presence: "shown" | "faded" | "hidden";
}

/** Seconds for an image to appear or go, and to move to another place. */
const APPEAR = 0.35;
const MOVE = 0.6;
const EMPHASIS = 0.12;
/** How much smaller an image gets that is faded. */
const FADED = 0.72;
/** Whatever is chosen is enlarged from at least this side, in metres. */
const LEGIBLE = SCENES.pool.image_side;

/** All images of a pool as one instanced mesh: one draw call, two textures, of which one has a layer for each fill. */
export class ImageCloud {
  readonly mesh: Mesh;
  readonly instances = new Instances();
  readonly uniforms = imageUniforms(plainTexture(150), plainStack(60));
  /** Turned off for people who asked for less motion. */
  animated = true;
  /** As in the arrays. */
  private images: readonly SceneImage[] = [];
  /** Where in the arrays the image of an index of the pool is. */
  private readonly places = new Map<number, number>();
  private lit: ReadonlySet<number> | null = null;
  private hovered: number | null = null;
  private selected: number | null = null;

  /** `inRoom` lets images face the person's head, each at its true depth; see `imageMaterial`. */
  constructor(inRoom = false) {
    this.mesh = new Mesh(new InstancedBufferGeometry(), imageMaterial(this.uniforms, inRoom));
    this.mesh.frustumCulled = false;
    this.mesh.renderOrder = -1;
    this.rebuild();
  }

  /** Index in the pool of the image at place `place` of the arrays. */
  indexAt(place: number): number | null {
    return this.images[place]?.index ?? null;
  }

  /** Indices in the pool of all images, in the order of the arrays. */
  indices(): number[] {
    return this.images.map(({ index }) => index);
  }

  /** Place in the arrays of an image of the pool. */
  placeOf(index: number): number | undefined {
    return this.places.get(index);
  }

  /**
   * Replaces the images. Those that were there before, by index, move; new ones appear; others are gone. `atOnce` spares
   * the way.
   */
  setImages(images: readonly SceneImage[], now: number, atOnce = false): void {
    const { instances } = this;
    // An image keeps its place in the arrays while none goes, as when batches arrive; in which order does not matter.
    const present = new Set(images.map(({ index }) => index));
    if (this.images.some(({ index }) => !present.has(index))) this.places.clear();
    const known = this.places.size;
    if (instances.reserve(images.length)) this.rebuild();
    for (const { index } of images) if (!this.places.has(index)) this.places.set(index, this.places.size);
    const byPlace: SceneImage[] = [];
    for (const image of images) byPlace[this.places.get(image.index) ?? 0] = image;
    this.images = byPlace;
    instances.count = images.length;
    byPlace.forEach((image, place) => {
      instances.setLook(place, image);
      instances.setRing(place, this.ring(image.index));
      if (place < known) instances.send(place, this.stand(image), now, atOnce ? 0 : this.seconds(MOVE));
      else instances.begin(place, this.stand(image), now, atOnce ? 0 : this.seconds(APPEAR));
    });
    (this.mesh.geometry as InstancedBufferGeometry).instanceCount = images.length;
    this.upload();
  }

  /** Fades all but these, by index in the pool; null fades none. Whether that changes anything. */
  setLit(lit: ReadonlySet<number> | null, now: number): boolean {
    if (lit === this.lit) return false;
    this.lit = lit;
    let any = false;
    this.images.forEach((image, place) => {
      any = this.instances.send(place, this.stand(image), now, this.seconds(EMPHASIS)) || any;
    });
    if (any) this.upload();
    return any;
  }

  setHovered(index: number | null, now: number): void {
    this.emphasise(index, this.selected, now);
  }

  setSelected(index: number | null, now: number): void {
    this.emphasise(this.hovered, index, now);
  }

  /** The original and what shows through the masks of each fill; null and none while they are on their way. */
  setPictures(image: Tensor | null, fills: readonly Tensor[]): void {
    const { picture, filling } = this.uniforms;
    picture.value.dispose();
    picture.value = image ? pictureTexture(image) : plainTexture(150);
    filling.value.dispose();
    filling.value = fills.length > 0 ? pictureStack(fills) : plainStack(60);
    const [height = 1, width = 1] = image?.shape ?? [];
    const longer = Math.max(height, width);
    this.uniforms.half_.value.set(width / longer / 2, height / longer / 2);
  }

  /** Says the shader what time it is, in seconds; whether anything is still on its way. */
  tick(now: number): boolean {
    this.uniforms.now.value = now;
    return now < this.instances.settledAt;
  }

  dispose(): void {
    this.mesh.geometry.dispose();
    this.uniforms.picture.value.dispose();
    this.uniforms.filling.value.dispose();
    if (!Array.isArray(this.mesh.material)) this.mesh.material.dispose();
  }

  private emphasise(hovered: number | null, selected: number | null, now: number): void {
    const touched = new Set([this.hovered, this.selected, hovered, selected]);
    this.hovered = hovered;
    this.selected = selected;
    for (const index of touched) {
      const place = index === null ? undefined : this.places.get(index);
      const image = place === undefined ? undefined : this.images[place];
      if (place === undefined || !image) continue;
      this.instances.setRing(place, this.ring(image.index));
      this.instances.send(place, this.stand(image), now, this.seconds(EMPHASIS));
    }
    this.upload();
  }

  private ring(index: number): 0 | 1 | 2 {
    if (index === this.selected) return 2;
    return index === this.hovered ? 1 : 0;
  }

  private stand({ index, point: [x, y, z], side: usual, presence }: SceneImage) {
    const chosen = this.ring(index) > 0;
    // A chosen image is in sight even where a filter would hide it: the person asked for it by name.
    if (presence === "hidden" && !chosen) return { x, y, z, side: 0, fade: 0 };
    const aside = presence === "faded" || (this.lit !== null && !this.lit.has(index));
    if (aside && !chosen) return { x, y, z, side: usual * FADED, fade: 1 };
    return { x, y, z, side: chosen ? Math.max(LEGIBLE, usual) * ENLARGED : usual, fade: 0 };
  }

  private seconds(usual: number): number {
    return this.animated ? usual : 0;
  }

  private rebuild(): void {
    const geometry = new InstancedBufferGeometry();
    const corners = new Float32Array([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0]);
    geometry.setAttribute("position", new BufferAttribute(corners, 3)).setIndex([0, 1, 2, 0, 2, 3]);
    const { from, to, timing, mask, look, tile } = this.instances;
    for (const [name, array, size] of [
      ["from", from, 4],
      ["to", to, 4],
      ["timing", timing, 4],
      ["mask", mask, 4],
      ["look", look, 4],
      ["tile", tile, 2],
    ] as const) {
      geometry.setAttribute(name, new InstancedBufferAttribute(array, size));
    }
    geometry.instanceCount = this.instances.count;
    this.mesh.geometry.dispose();
    this.mesh.geometry = geometry;
  }

  private upload(): void {
    for (const name of ["from", "to", "timing", "mask", "look", "tile"]) {
      const attribute = this.mesh.geometry.getAttribute(name);
      if (attribute) attribute.needsUpdate = true;
    }
  }
}
