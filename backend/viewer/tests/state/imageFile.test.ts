import { afterEach, describe, expect, it, vi } from "vitest";
import { brighten, formatOf, MAX_UPLOAD_BYTES, preparedFile } from "../../src/state/imageFile.ts";

const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const JPEG = bytes("\xff\xd8\xff\xe0\0\x10JFIF");
const GIF = bytes("GIF89a\x01\0\x01\0");

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A browser that reads every picture as one of this size; returns what it is asked to draw and write. */
function stubBrowser(width: number, height: number) {
  const drawn = { size: [0, 0], type: "", closed: 0, filled: false };
  vi.stubGlobal("createImageBitmap", async (_: Blob, options: ImageBitmapOptions) => {
    expect(options.imageOrientation).toBe("from-image");
    return { width, height, close: () => drawn.closed++ };
  });
  const context = {
    fillRect: () => {
      drawn.filled = true;
    },
    drawImage: () => expect(drawn.filled).toBe(true),
  };
  const canvas = {
    width: 0,
    height: 0,
    getContext: () => context,
    toBlob: (done: (blob: Blob) => void, type: string) => {
      drawn.size = [canvas.width, canvas.height];
      drawn.type = type;
      done(new Blob(["drawn"], { type }));
    },
  };
  vi.stubGlobal("document", { createElement: () => canvas });
  return drawn;
}

describe("the format of a file", () => {
  it.each([
    ["\xff\xd8\xff\xe1", "jpeg"],
    ["\x89PNG\r\n\x1a\n\0", "png"],
    ["RIFF\x10\0\0\0WEBPVP8 ", "webp"],
    ["RIFF\x10\0\0\0WAVEfmt ", "unknown"],
    ["GIF87a", "gif"],
    ["BM\x36", "bmp"],
    ["\0\0\0\x20ftypavif\0\0\0\0mif1", "avif"],
    ["\0\0\0\x20ftypmif1\0\0\0\0mif1avif", "avif"],
    ["\0\0\0\x20ftypheic\0\0\0\0mif1", "heic"],
    ["\0\0\0\x20ftypmif1\0\0\0\0heic", "heic"],
    ["\0\0\0\x20ftypisom", "unknown"],
    ["II*\0\x08", "tiff"],
    ["MM\0*\0", "tiff"],
    ["<svg xmlns=''>", "svg"],
    ["\xef\xbb\xbf <?xml version='1.0'?><svg>", "svg"],
    ["<html>", "unknown"],
    ["%PDF-1.7", "unknown"],
    ["", "unknown"],
  ])("that begins with %j is %s", (text, format) => {
    expect(formatOf(bytes(text))).toBe(format);
  });
});

describe("a file for the server", () => {
  it("is sent as it is, under its true type", async () => {
    const prepared = await preparedFile(new Blob([JPEG], { type: "image/png" }));
    expect(prepared.type).toBe("image/jpeg");
    expect(new Uint8Array(await prepared.arrayBuffer())).toEqual(JPEG);
  });

  it("is refused above 20 MiB, and taken at 20 MiB", async () => {
    const filler = new Uint8Array(MAX_UPLOAD_BYTES - JPEG.length);
    expect((await preparedFile(new Blob([JPEG, filler]))).size).toBe(20 * 1024 * 1024);
    await expect(preparedFile(new Blob([JPEG, filler, "x"]))).rejects.toMatchObject({
      code: "too_large",
      message: "Expected a file of at most 20 MiB, got 20.0 MiB.",
    });
  });

  it.each([
    ["", "image/jpeg", "empty file"],
    ["<svg/>", "image/svg+xml", "drawing in SVG"],
    ["%PDF-1.7", "application/pdf", "application/pdf"],
    ["hello", "", "another kind"],
  ])("is refused where it is %j of type %j", async (text, type, said) => {
    const refused = preparedFile(new Blob([text], { type }));
    await expect(refused).rejects.toMatchObject({ code: "image_rejected", message: expect.stringContaining(said) });
    await expect(refused).rejects.toHaveProperty("hint", expect.any(String));
  });

  it("says what to do with a HEIC photo that the browser cannot read", async () => {
    vi.stubGlobal("createImageBitmap", async () => {
      throw new DOMException("no", "InvalidStateError");
    });
    await expect(preparedFile(new Blob([bytes("\0\0\0\x20ftypheic")]))).rejects.toMatchObject({
      code: "image_rejected",
      message: expect.stringContaining("HEIC"),
      hint: expect.stringContaining("iPhone"),
    });
  });

  it("is told of where it cannot be read from the disk", async () => {
    const gone = new Blob([JPEG]);
    vi.spyOn(gone, "slice").mockReturnValue({
      arrayBuffer: async () => {
        throw new DOMException("gone", "NotReadableError");
      },
    } as unknown as Blob);
    await expect(preparedFile(gone)).rejects.toMatchObject({ code: "image_rejected" });
  });

  it("is converted where only the browser can read it: GIF to PNG, photos to JPEG", async () => {
    const drawn = stubBrowser(300, 200);
    expect((await preparedFile(new Blob([GIF]))).type).toBe("image/png");
    expect(drawn).toMatchObject({ size: [300, 200], closed: 1, filled: true });
    expect((await preparedFile(new Blob([bytes("\0\0\0\x20ftypavif")]))).type).toBe("image/jpeg");
    expect((await preparedFile(new Blob(["?"], { type: "image/jxl" }))).type).toBe("image/jpeg");
  });

  it("is made smaller where it is huge", async () => {
    const drawn = stubBrowser(10_000, 5);
    await preparedFile(new Blob([GIF]));
    expect(drawn.size).toEqual([4096, 2]);
  });
});

describe("a thumbnail of more than 8 bits", () => {
  const brightened = (...levels: number[]) => {
    const pixels = new Uint8ClampedArray(levels.flatMap((level) => [level, level, level, 255]));
    brighten(pixels);
    return [...pixels].filter((_, k) => k % 4 === 0);
  };

  it("is as bright as the server's: 12 bits become all 8, and a full range stays", () => {
    expect(brightened(0, 8, 15)).toEqual([0, 136, 255]);
    expect(brightened(2, 9)).toEqual([34, 153]);
    expect(brightened(0, 130, 255)).toEqual([0, 130, 255]);
    expect(brightened(0, 0)).toEqual([0, 0]);
  });

  it("keeps its opacity", () => {
    const pixels = new Uint8ClampedArray([15, 0, 0, 40]);
    brighten(pixels);
    expect([...pixels]).toEqual([255, 0, 0, 40]);
  });
});
