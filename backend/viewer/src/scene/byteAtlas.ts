import {
  DataArrayTexture,
  DataTexture,
  LinearFilter,
  type MagnificationTextureFilter,
  NearestFilter,
  RedFormat,
  Vector3,
  type WebGLRenderer,
} from "three";
import { ShelfPacker } from "./shelfPacker.ts";

/** Where a map lies in the atlas; `width` and `height` are those of the stored bytes. */
export interface Tile {
  readonly page: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Side of a page in pixels; a byte each. */
const PAGE_SIDE = 1024;
/** WebGL 2 promises 256 pages; 160 MB is what a scene may take at most. */
const MAX_PAGES = 160;

/**
 * Many small pictures of one byte a pixel in one array texture.
 *
 * Bytes go to the graphics memory as they are, one upload each; nothing is kept here but a reference to them, from which
 * the atlas is filled again when it grows or the context was lost.
 */
export class ByteAtlas {
  /** To be shared by the materials that read the atlas; its value changes when the atlas grows. */
  readonly uniform: { value: DataArrayTexture };
  private readonly renderer: WebGLRenderer;
  private readonly filter: MagnificationTextureFilter;
  private readonly contents = new Map<Tile, Uint8Array>();
  private readonly free = new Map<string, Tile[]>();
  private packers: ShelfPacker[] = [];
  private readonly source = new DataTexture(null, 1, 1, RedFormat);
  private readonly corner = new Vector3();

  constructor(renderer: WebGLRenderer, smooth = false) {
    this.renderer = renderer;
    this.filter = smooth ? LinearFilter : NearestFilter;
    this.uniform = { value: this.texture(1) };
  }

  /** Stores a picture. One that is too large, or finds no room, is stored with every second pixel left out, and so on. */
  add(width: number, height: number, data: Uint8Array): Tile | null {
    let [w, h, bytes] = [width, height, data];
    while (w > 0 && h > 0) {
      const tile = this.reserve(w, h);
      if (tile) {
        this.write(tile, bytes);
        return tile;
      }
      if (w === 1 && h === 1) return null;
      [w, h, bytes] = halved(w, h, bytes);
    }
    return null;
  }

  /** Replaces a picture by one of the same size. */
  write(tile: Tile, data: Uint8Array): void {
    this.contents.set(tile, data);
    this.upload(tile, data);
  }

  /** Gives a place back; another picture of the same size can have it. */
  remove(tile: Tile): void {
    if (!this.contents.delete(tile)) return;
    const key = `${tile.width}x${tile.height}`;
    const places = this.free.get(key);
    if (places) places.push(tile);
    else this.free.set(key, [tile]);
  }

  /** Forgets everything. */
  clear(): void {
    this.contents.clear();
    this.free.clear();
    for (const packer of this.packers) packer.clear();
  }

  /** Uploads everything again, after the context was lost. */
  restore(): void {
    for (const [tile, data] of this.contents) this.upload(tile, data);
  }

  /** Graphics memory in bytes. */
  get bytes(): number {
    return this.uniform.value.image.depth * PAGE_SIDE * PAGE_SIDE;
  }

  dispose(): void {
    this.uniform.value.dispose();
    this.source.dispose();
  }

  private reserve(width: number, height: number): Tile | null {
    const known = this.free.get(`${width}x${height}`)?.pop();
    if (known) return known;
    if (width > PAGE_SIDE || height > PAGE_SIDE) return null;
    for (let page = 0; ; page++) {
      if (page === this.packers.length && !this.addPage()) return null;
      const place = this.packers[page]?.place(width, height);
      if (place) return { page, ...place, width, height };
    }
  }

  private addPage(): boolean {
    if (this.packers.length >= MAX_PAGES) return false;
    const depth = this.uniform.value.image.depth;
    if (this.packers.length === depth) {
      this.uniform.value.dispose();
      this.uniform.value = this.texture(Math.min(depth * 2, MAX_PAGES));
      this.restore();
    }
    this.packers.push(new ShelfPacker(PAGE_SIDE, PAGE_SIDE));
    return true;
  }

  private texture(depth: number): DataArrayTexture {
    const texture = new DataArrayTexture(null, PAGE_SIDE, PAGE_SIDE, depth);
    texture.format = RedFormat;
    texture.magFilter = this.filter;
    texture.minFilter = this.filter;
    texture.unpackAlignment = 1;
    // Memory is set aside, empty, and filled picture by picture.
    texture.source.dataReady = false;
    texture.needsUpdate = true;
    return texture;
  }

  private upload(tile: Tile, data: Uint8Array): void {
    const { width, height } = tile;
    // The renderer reads the image of `source` and never makes a texture of it.
    this.source.image = { data: data as Uint8Array<ArrayBuffer>, width, height };
    this.corner.set(tile.x, tile.y, tile.page);
    this.renderer.copyTextureToTexture(this.source, this.uniform.value, null, this.corner);
  }
}

/** A picture with every second row and column left out. */
function halved(width: number, height: number, data: Uint8Array): [number, number, Uint8Array] {
  const [w, h] = [Math.ceil(width / 2), Math.ceil(height / 2)];
  const bytes = new Uint8Array(w * h);
  for (let row = 0; row < h; row++) {
    for (let column = 0; column < w; column++) bytes[row * w + column] = data[2 * row * width + 2 * column] ?? 0;
  }
  return [w, h, bytes];
}
