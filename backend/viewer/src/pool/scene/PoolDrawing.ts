import { Group, Vector3 } from "three";
import { type Corners, POOL_CENTRE, verticesOf } from "../../geometry/poolLayout.ts";
import { SCENES } from "../../geometry/scenes.ts";
import type { Tensor } from "../../protocol/messages.ts";
import { reducedMotion } from "../../scene/cameraFlight.ts";
import { cssColour } from "../../scene/cssColour.ts";
import type { Rectangle } from "../../scene/framing.ts";
import { Body } from "./body.ts";
import type { BodyShape } from "./bodyShape.ts";
import { ImageCloud, type SceneImage } from "./imageCloud.ts";
import { PhotoPlanes } from "./photoPlanes.ts";

/** What a theme gives the drawing; CSS colours. */
export interface PoolColours {
  background: string;
  /** Lines and dots of the body. */
  line: string;
  accent: string;
  /** Around images, so that those on each other are told apart. */
  halo: string;
  /** The border of a support vector: one that is seen on this background. */
  support: string;
}

/** How much of an image's colour is gone where it is farthest away. */
const DEPTH_CUE = 0.4;

/** What there is to see of scene 2, whoever looks: the body that the labels span and the masked images in it. */
export class PoolDrawing {
  readonly object = new Group();
  readonly cloud: ImageCloud;
  readonly body: Body;
  private readonly photos: PhotoPlanes;
  private readonly changed: () => void;

  /**
   * `changed` is called whenever there is something new to draw. With a `solid` body it is drawn as it stands in a room
   * around a person with two eyes, without one as it is seen on a screen.
   */
  constructor(changed: () => void, solid?: (corners: Corners) => BodyShape) {
    this.changed = changed;
    this.cloud = new ImageCloud(solid !== undefined);
    this.body = new Body(solid);
    this.cloud.animated = !reducedMotion();
    this.photos = new PhotoPlanes(this.cloud.uniforms);
    this.object.add(this.photos.mesh, this.cloud.mesh, this.body.group);
  }

  /** The vertices of the body, as positions in messages have them. */
  get vertices(): readonly (readonly number[])[] {
    return verticesOf(this.body.corners);
  }

  /** How many labels there are. */
  setCorners(corners: Corners): void {
    if (corners === this.body.corners) return;
    this.body.corners = corners;
    this.changed();
  }

  /** Whether the body of the labels is there. */
  setBody(there: boolean): void {
    this.body.group.visible = there;
    this.changed();
  }

  /** Whether lines part the body where another label becomes the most probable. */
  setRegions(on: boolean): void {
    this.body.showRegions(on);
    this.changed();
  }

  /** Where the photo lies behind the images, in metres. */
  setPhotos(photos: readonly Rectangle[]): void {
    if (this.photos.set(photos)) this.changed();
  }

  setPictures(picture: Tensor | null, fillings: readonly Tensor[]): void {
    this.cloud.setPictures(picture, fillings);
    this.changed();
  }

  /**
   * All images there are, each with its place; see `ImageCloud.setImages`. While more are `arriving` they stand where
   * they belong at once, in a single frame: where the processor draws, every frame delays those still computed.
   */
  setImages(images: readonly SceneImage[], arriving = false): void {
    this.cloud.setImages(images, this.now(), arriving);
    this.changed();
  }

  setHovered(index: number | null): void {
    this.cloud.setHovered(index, this.now());
    this.changed();
  }

  setSelected(index: number | null): void {
    this.cloud.setSelected(index, this.now());
    this.changed();
  }

  /** The images that stand out, by index in the pool, before all others; null for none in particular. */
  setLit(lit: ReadonlySet<number> | null): void {
    if (this.cloud.setLit(lit, this.now())) this.changed();
  }

  setTheme(colours: PoolColours): void {
    const shade = (css: string) => new Vector3(...cssColour(css).slice(0, 3));
    const background = shade(colours.background);
    this.body.setColours(shade(colours.line), background);
    this.cloud.uniforms.background.value.copy(background);
    this.cloud.uniforms.halo.value.copy(shade(colours.halo));
    this.cloud.uniforms.supportVector.value.copy(shade(colours.support));
    this.cloud.uniforms.accent.value.copy(shade(colours.accent));
    this.changed();
  }

  /** Whether images get lighter with their distance. */
  setDepthCue(on: boolean): void {
    this.cloud.uniforms.depthCue.value = on ? DEPTH_CUE : 0;
    this.changed();
  }

  /** Seconds on the clock by which images are on their way. */
  now(): number {
    return performance.now() / 1000;
  }

  /**
   * Lets lines and images get lighter with their distance: to be called before a frame, with the distance from the eye
   * to the body's centre, and the metres of the world for a metre of the scene.
   */
  measureDepth(distance: number, scale = 1): void {
    const reach = SCENES.pool.circumradius * scale;
    const near = Math.max(0.2 * scale, distance - 0.6 * reach);
    this.cloud.uniforms.depths.value.set(near, distance + reach);
    this.body.setDepths(near, distance + reach);
  }

  dispose(): void {
    this.cloud.dispose();
    this.body.dispose();
    this.photos.dispose();
  }
}

/** The body's centre, in the scene's metres. */
export const CENTRE: Readonly<Vector3> = new Vector3(...POOL_CENTRE);
