import type { DataTexture, Texture, Vector3, WebGLRenderer } from "three";
import { describe, expect, test } from "vitest";
import { ByteAtlas } from "../../src/scene/byteAtlas.ts";

/** A renderer that only remembers what was uploaded, and where to. */
function recorder() {
  const uploads: { bytes: unknown; width: number; height: number; to: Texture; at: number[] }[] = [];
  const renderer = {
    copyTextureToTexture: (source: DataTexture, to: Texture, _region: null, at: Vector3) => {
      const { data, width, height } = source.image;
      uploads.push({ bytes: data, width, height, to, at: at.toArray() });
    },
  } as unknown as WebGLRenderer;
  return { uploads, atlas: new ByteAtlas(renderer) };
}

describe("a picture", () => {
  test("is uploaded once, as the bytes that it is", () => {
    const { uploads, atlas } = recorder();
    const bytes = new Uint8Array(12);
    const tile = atlas.add(4, 3, bytes);
    expect(uploads).toHaveLength(1);
    expect(uploads[0]?.bytes).toBe(bytes);
    expect(uploads[0]?.at).toEqual([tile?.x, tile?.y, tile?.page]);
  });

  test("replaced by one of its size stays where it is", () => {
    const { uploads, atlas } = recorder();
    const tile = atlas.add(4, 3, new Uint8Array(12));
    if (tile) atlas.write(tile, new Uint8Array(12).fill(9));
    expect(uploads[1]?.at).toEqual(uploads[0]?.at);
  });

  test("that is taken out leaves its place to the next of its size", () => {
    const { atlas } = recorder();
    const tile = atlas.add(300, 300, new Uint8Array(90000));
    atlas.add(300, 300, new Uint8Array(90000));
    if (tile) atlas.remove(tile);
    expect(atlas.add(300, 300, new Uint8Array(90000))).toBe(tile);
  });

  test("larger than a page is halved until it fits", () => {
    const { uploads, atlas } = recorder();
    const bytes = new Uint8Array(1500 * 1100);
    bytes[2 * 1500 + 4] = 77;
    const tile = atlas.add(1500, 1100, bytes);
    expect([tile?.width, tile?.height]).toEqual([750, 550]);
    const stored = uploads[0]?.bytes as Uint8Array | undefined;
    expect(stored?.[750 + 2]).toBe(77);
  });
});

test("an atlas that grows is filled again with all it holds, and nothing else", () => {
  const { uploads, atlas } = recorder();
  const first = atlas.uniform.value;
  const pictures = Array.from({ length: 5 }, (_, i) => new Uint8Array(512 * 512).fill(i));
  const tiles = pictures.map((picture) => atlas.add(512, 512, picture));
  expect(atlas.uniform.value).not.toBe(first);
  expect(atlas.bytes).toBe(2 * 1024 * 1024);
  const held = uploads.filter(({ to }) => to === atlas.uniform.value).map(({ bytes }) => bytes);
  expect(new Set(held)).toEqual(new Set(pictures));
  expect(new Set(tiles.map((tile) => `${tile?.page} ${tile?.x} ${tile?.y}`)).size).toBe(5);
});

test("there is an end to what it takes: then a picture has no place", () => {
  const { atlas } = recorder();
  const picture = new Uint8Array(1024 * 1024);
  const tiles = Array.from({ length: 162 }, () => atlas.add(1024, 1024, picture));
  expect(tiles[159]?.width).toBe(1024);
  expect(tiles[160]).toBeNull();
  expect(atlas.bytes).toBeLessThanOrEqual(160 * 1024 * 1024);
});

test("a cleared atlas has all its room again", () => {
  const { atlas } = recorder();
  for (let i = 0; i < 4; i++) atlas.add(512, 512, new Uint8Array(512 * 512));
  atlas.clear();
  expect(atlas.add(1024, 1024, new Uint8Array(1024 * 1024))).toMatchObject({ page: 0, x: 0, y: 0 });
});
