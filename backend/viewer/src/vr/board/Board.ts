import { effect, type ReadonlySignal } from "@preact/signals";
import {
  AlwaysDepth,
  CanvasTexture,
  LessEqualDepth,
  LinearMipmapLinearFilter,
  type Matrix4,
  Mesh,
  MeshBasicMaterial,
  Plane,
  PlaneGeometry,
  Ray,
  SRGBColorSpace,
  Vector2,
  Vector3,
} from "three";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import type { Hand } from "../hand.ts";
import type { Target } from "../vrScene.ts";
import { type BoardLook, BUTTON_RADIUS, drawBoard, fitted, font } from "./boardDrawing.ts";
import type { BoardButton, BoardItem, BoardPictureItem } from "./boardItem.ts";
import { layOut, type Measure, type PlacedItem, snugWidth } from "./boardLayout.ts";
import { Plate } from "./Plate.ts";

export interface BoardOptions {
  /** In em. */
  readonly width: number;
  /** As wide as its longest line where that is less, and its words in the middle. */
  readonly snug?: boolean;
  /** Metres of an em, where the board's scale is 1. */
  readonly em: number;
  readonly family: string;
}

/** Pixels of an em: at the least size, 22 mm at 2 m, an em covers about so many of a headset's. */
const EM_PIXELS = 32;

/** A panel with words, pictures and buttons in VR. It is drawn when what stands on it changes, and not otherwise. */
export class Board implements Target {
  readonly mesh: Mesh<PlaneGeometry, MeshBasicMaterial>;
  private readonly options: BoardOptions;
  private readonly look: BoardLook;
  private readonly canvas = document.createElement("canvas");
  private readonly context: CanvasRenderingContext2D;
  private texture: CanvasTexture;
  private placed: readonly PlacedItem[] = [];
  private width: number;
  private height = 0;
  private pointed: BoardItem | null = null;
  private pointedPicture: BoardPictureItem | null = null;
  /** Around the button that is pointed at: the board itself stays as it was drawn. */
  private readonly frame = new Plate({ radius: BUTTON_RADIUS, thickness: 0.14 });
  private readonly stop: () => void;
  private readonly matrix: Matrix4;
  private readonly local = new Ray();
  private readonly plane = new Plane(new Vector3(0, 0, 1), 0);
  private readonly point = new Vector3();
  /** In em from the board's top left. */
  private readonly spot = new Vector2();

  constructor(items: ReadonlySignal<readonly BoardItem[]>, options: BoardOptions) {
    this.options = options;
    this.width = options.width;
    this.look = { family: options.family, em: EM_PIXELS, centred: options.snug ?? false };
    const context = this.canvas.getContext("2d");
    if (!context) throw new Error("The browser could not draw a panel of VR: it offers no 2D canvas.");
    this.context = context;
    this.texture = this.newTexture();
    const material = new MeshBasicMaterial({ map: this.texture, transparent: true, toneMapped: false });
    this.mesh = new Mesh(new PlaneGeometry(1, 1), material);
    this.matrix = this.mesh.matrixWorld.clone();
    this.frame.mesh.visible = false;
    this.mesh.add(this.frame.mesh);
    this.stop = effect(() => {
      darkNow.value;
      this.frame.colour({ line: token("--accent") });
      this.show(items.value);
    });
  }

  /** How high it is, in metres, where its scale is 1. */
  get metres(): { width: number; height: number } {
    return { width: this.width * this.options.em, height: this.height * this.options.em };
  }

  get visible(): boolean {
    return this.mesh.visible;
  }

  set visible(on: boolean) {
    this.mesh.visible = on;
  }

  meet(ray: Ray): number | null {
    if (!this.mesh.visible || this.height === 0) return null;
    const at = this.at(ray);
    if (!at || Math.abs(at.x) > 0.5 || Math.abs(at.y) > 0.5) return null;
    return at.applyMatrix4(this.mesh.matrixWorld).distanceTo(ray.origin);
  }

  hover(ray: Ray | null): void {
    const placed = ray && this.placedAt(ray);
    const found = placed?.item;
    this.pointPicture(found?.kind === "picture" && placed ? { item: found, placed } : null);
    const button = found?.kind === "button" && !found.disabled ? found : null;
    if (button === this.pointed) return;
    this.pointed = button;
    this.markPointed();
  }

  press(ray: Ray, _hand: Hand): boolean {
    const found = this.placedAt(ray)?.item;
    if (found?.kind === "button" && !found.disabled) found.onPress();
    return false;
  }

  /** Where the middle of a button is, in the world; null where there is none with these words. */
  whereIs(label: string): Vector3 | null {
    const found = this.placed.find(({ item }) => item.kind === "button" && item.label === label);
    if (!found || !this.mesh.visible) return null;
    this.mesh.updateWorldMatrix(true, false);
    const x = (found.x + found.width / 2) / this.width - 0.5;
    const y = 0.5 - (found.y + found.height / 2) / this.height;
    return new Vector3(x, y, 0).applyMatrix4(this.mesh.matrixWorld);
  }

  /** Where a place on its first picture is in the world, in shares of the picture from its top left; null without one. */
  whereOnPicture({ x, y }: { x: number; y: number }, into = new Vector3()): Vector3 | null {
    for (const placed of this.placed) {
      if (placed.item.kind !== "picture") continue;
      const box = fitted(placed.item.picture, { ...placed, height: placed.item.height });
      this.mesh.updateWorldMatrix(true, false);
      into.set((box.x + x * box.width) / this.width - 0.5, 0.5 - (box.y + y * box.height) / this.height, 0);
      return into.applyMatrix4(this.mesh.matrixWorld);
    }
    return null;
  }

  /** All words on it, for tests and for who cannot see it. */
  get words(): string[] {
    return this.placed.flatMap(({ item, lines }) =>
      item.kind === "bar" ? [`${item.text} ${item.value}`] : lines.join(" ") || [],
    );
  }

  /** Draws it after all with a lower order, and with `through` also before what is nearer; hands stay before it. */
  drawAfter(order: number, through = false): void {
    this.mesh.renderOrder = order;
    this.frame.mesh.renderOrder = order;
    // Without a test its own depth would not be written, and rays and hands behind it would be drawn over it.
    this.mesh.material.depthFunc = through ? AlwaysDepth : LessEqualDepth;
  }

  dispose(): void {
    this.stop();
    this.frame.dispose();
    this.mesh.geometry.dispose();
    this.mesh.material.dispose();
    this.texture.dispose();
  }

  private show(items: readonly BoardItem[]): void {
    const { width: most, em, family, snug } = this.options;
    const measure: Measure = (text, size) => {
      font(this.context, family, size * EM_PIXELS, size > 1 ? 640 : 520);
      return this.context.measureText(text).width / EM_PIXELS;
    };
    let width = most;
    let { placed, height } = layOut(items, width, measure);
    if (snug) {
      width = snugWidth(placed, measure);
      ({ placed, height } = layOut(items, width, measure));
    }
    const again = this.placed.find(({ item }) => isSame(item, this.pointed));
    this.placed = placed;
    this.pointed = again ? (placed.find(({ item }) => isSame(item, this.pointed))?.item ?? null) : null;
    if (height !== this.height || width !== this.width) {
      this.width = width;
      this.height = height;
      this.canvas.width = Math.ceil(width * EM_PIXELS);
      this.canvas.height = Math.ceil(height * EM_PIXELS);
      this.texture.dispose();
      this.texture = this.newTexture();
      this.mesh.material.map = this.texture;
      this.mesh.geometry.dispose();
      this.mesh.geometry = new PlaneGeometry(1, 1);
      this.mesh.scale.set(width * em, height * em, 1);
    }
    drawBoard(this.context, placed, { width, height }, this.look);
    this.texture.needsUpdate = true;
    this.markPointed();
  }

  private markPointed(): void {
    const { frame, width, height } = this;
    const at = this.placed.find(({ item }) => item === this.pointed);
    frame.mesh.visible = at !== undefined;
    if (!at) return;
    // In em, from the middle.
    frame.resize(at.width, at.height);
    frame.mesh.scale.set(1 / width, 1 / height, 1);
    frame.mesh.position.set((at.x + at.width / 2) / width - 0.5, 0.5 - (at.y + at.height / 2) / height, 0);
  }

  private newTexture(): CanvasTexture {
    const texture = new CanvasTexture(this.canvas);
    texture.colorSpace = SRGBColorSpace;
    texture.minFilter = LinearMipmapLinearFilter;
    texture.anisotropy = 4;
    return texture;
  }

  /** Where the ray meets the board's plane, -0.5..0.5 from its middle; null beside it or from behind. */
  private at(ray: Ray): Vector3 | null {
    this.mesh.updateWorldMatrix(true, false);
    this.matrix.copy(this.mesh.matrixWorld).invert();
    this.local.copy(ray).applyMatrix4(this.matrix);
    if (this.local.direction.z >= 0) return null;
    return this.local.intersectPlane(this.plane, this.point);
  }

  /** What a ray meets; where, is in `spot` then. */
  private placedAt(ray: Ray): PlacedItem | null {
    const at = this.at(ray);
    if (!at) return null;
    const { spot } = this;
    spot.set((at.x + 0.5) * this.width, (0.5 - at.y) * this.height);
    for (const placed of this.placed) {
      const [x, y] = [spot.x - placed.x, spot.y - placed.y];
      if (x >= 0 && x <= placed.width && y >= 0 && y <= placed.height) return placed;
    }
    return null;
  }

  /** Tells a picture where it is pointed at, and the one before that it is no more. */
  private pointPicture(pointed: { item: BoardPictureItem; placed: PlacedItem } | null): void {
    const { spot, pointedPicture: before } = this;
    this.pointedPicture = pointed?.item ?? null;
    if (before && before !== this.pointedPicture) before.onPoint?.(null);
    if (!pointed?.item.onPoint) return;
    const { item, placed } = pointed;
    const box = fitted(item.picture, { ...placed, height: item.height });
    const [x, y] = [(spot.x - box.x) / box.width, (spot.y - box.y) / box.height];
    item.onPoint?.(x >= 0 && y >= 0 && x < 1 && y < 1 ? { x, y } : null);
  }
}

/** Whether a button stands for the same, where the board was made anew. */
function isSame(item: BoardItem, other: BoardItem | null): item is BoardButton {
  return item.kind === "button" && other?.kind === "button" && item.label === other.label;
}
