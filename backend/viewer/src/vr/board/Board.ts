import { effect, type ReadonlySignal } from "@preact/signals";
import {
  CanvasTexture,
  LinearMipmapLinearFilter,
  type Matrix4,
  Mesh,
  MeshBasicMaterial,
  Plane,
  PlaneGeometry,
  Ray,
  SRGBColorSpace,
  Vector3,
} from "three";
import { darkNow } from "../../state/settings.ts";
import type { Hand } from "../hand.ts";
import type { Target } from "../vrScene.ts";
import { type BoardLook, BUTTON_RADIUS, drawBoard, font } from "./boardDrawing.ts";
import type { BoardButton, BoardItem } from "./boardItem.ts";
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
  /** Around the button that is pointed at: the board itself stays as it was drawn. */
  private readonly frame = new Plate({ radius: BUTTON_RADIUS, thickness: 0.14 });
  private readonly stop: () => void;
  private readonly matrix: Matrix4;
  private readonly local = new Ray();
  private readonly plane = new Plane(new Vector3(0, 0, 1), 0);
  private readonly point = new Vector3();

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
      this.frame.colour({ line: "--accent" });
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
    const found = ray && this.itemAt(ray);
    const button = found?.kind === "button" && !found.disabled ? found : null;
    if (button === this.pointed) return;
    this.pointed = button;
    this.markPointed();
  }

  press(ray: Ray, _hand: Hand): boolean {
    const found = this.itemAt(ray);
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

  /** All words on it, for tests and for who cannot see it. */
  get words(): string[] {
    return this.placed.flatMap(({ item, lines }) =>
      item.kind === "bar" ? [`${item.text} ${item.value}`] : lines.join(" ") || [],
    );
  }

  /** Draws it after all with a lower order, and with `through` also before what is nearer. */
  drawAfter(order: number, through = false): void {
    this.mesh.renderOrder = order;
    this.frame.mesh.renderOrder = order;
    this.mesh.material.depthTest = !through;
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

  private itemAt(ray: Ray): BoardItem | null {
    const at = this.at(ray);
    if (!at) return null;
    const [x, y] = [(at.x + 0.5) * this.width, (0.5 - at.y) * this.height];
    const inside = ({ x: left, y: top, width, height }: PlacedItem) =>
      x >= left && x <= left + width && y >= top && y <= top + height;
    return this.placed.find(inside)?.item ?? null;
  }
}

/** Whether a button stands for the same, where the board was made anew. */
function isSame(item: BoardItem, other: BoardItem | null): item is BoardButton {
  return item.kind === "button" && other?.kind === "button" && item.label === other.label;
}
