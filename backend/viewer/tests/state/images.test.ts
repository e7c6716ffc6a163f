// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { decode } from "../../src/protocol/codec.ts";
import { Complaint } from "../../src/protocol/complaint.ts";
import type { ImageInfo, SampleList } from "../../src/protocol/messages.ts";
import type { StoredImage } from "../../src/state/imageStore.ts";
import { protocolFile } from "../protocol/recordings.ts";

const upload = vi.fn<(file: Blob) => Promise<ImageInfo>>();
/** The browser's store, which outlives the page. */
let kept: Map<string, StoredImage>;
/** Resolves when the store is open. */
let open: Promise<void>;

vi.mock("../../src/state/server.ts", () => ({ http: { upload: (file: Blob) => upload(file) } }));
vi.mock("../../src/state/imageFile.ts", () => ({
  preparedFile: async (file: Blob) => file,
  drawn: async (_: unknown, __: number, ___: string, brightened = false) => new Blob([brightened ? "bright" : "small"]),
}));
vi.mock("../../src/state/imageStore.ts", () => ({
  storedImages: async () => {
    await open;
    return [...kept.values()].sort((one, other) => other.added - one.added);
  },
  storeImage: async (image: StoredImage) => void kept.set(image.imageId, image),
  unstoreImage: async (imageId: string) => void kept.delete(imageId),
}));

let revoked: string[];

beforeEach(() => {
  kept = new Map();
  open = Promise.resolve();
  revoked = [];
  vi.resetModules();
  vi.stubGlobal("indexedDB", {});
  vi.stubGlobal("createImageBitmap", async () => ({ width: 400, height: 300, close: () => {} }));
  vi.spyOn(URL, "revokeObjectURL").mockImplementation((url) => void revoked.push(url));
  let now = 0;
  vi.spyOn(Date, "now").mockImplementation(() => ++now);
  upload.mockReset();
  // As the server does: the id is made of the content.
  upload.mockImplementation(async (file) => ({
    image_id: `id-${await file.text()}`,
    width: 400,
    height: 300,
    note: null,
  }));
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

const page = () => import("../../src/state/images.ts");
const file = (text: string) => new Blob([text], { type: "image/jpeg" });

describe("an image of the person's own", () => {
  it("is uploaded, kept, and shown first", async () => {
    const { addImage, uploads } = await page();
    await addImage(file("a"), "A", "upload");
    const image = await addImage(file("b"), "B", "camera");
    expect(image).toEqual({
      imageId: "id-b",
      title: "B",
      origin: "camera",
      thumbnailUrl: expect.stringMatching(/^blob:/),
      width: 400,
      height: 300,
      credit: null,
      note: null,
    });
    expect(uploads.value.map((one) => one.imageId)).toEqual(["id-b", "id-a"]);
    expect(kept.size).toBe(2);
  });

  it("of 16 bits has the server's note, also after a reload, and a thumbnail on which something is to be seen", async () => {
    const note = "grey of 16 bits from 0 to 4095, of which 0 is shown as black and 4095 as white";
    upload.mockResolvedValue({ image_id: "x", width: 400, height: 300, note });
    const { addImage } = await page();
    expect((await addImage(file("x"), "X", "upload")).note).toBe(note);
    expect(await kept.get("x")?.thumbnail?.text()).toBe("bright");
    vi.resetModules();
    const { uploads, restored } = await page();
    await restored;
    expect(uploads.value[0]?.note).toBe(note);
  });

  it("that the server refuses is kept nowhere", async () => {
    upload.mockRejectedValue(new Complaint("image_rejected", "Expected a whole image."));
    const { addImage, uploads } = await page();
    await expect(addImage(file("a"), "A", "upload")).rejects.toMatchObject({ code: "image_rejected" });
    expect(uploads.value).toEqual([]);
    expect(kept.size).toBe(0);
  });

  it("does without a thumbnail where the browser cannot read it", async () => {
    vi.stubGlobal("createImageBitmap", async () => {
      throw new DOMException("no", "InvalidStateError");
    });
    const { addImage } = await page();
    expect((await addImage(file("a"), "A", "upload")).thumbnailUrl).toBeNull();
  });

  it("added twice is there once, in front, under its newer title", async () => {
    const { addImage, uploads } = await page();
    const first = await addImage(file("a"), "A", "upload");
    await addImage(file("b"), "B", "upload");
    const again = await addImage(file("a"), "A again", "upload");
    expect(uploads.value.map((one) => one.title)).toEqual(["A again", "B"]);
    expect(again.thumbnailUrl).toBe(first.thumbnailUrl);
    expect(revoked).toEqual([]);
  });

  it("is the thirteenth: the oldest goes, with its thumbnail, and is told", async () => {
    const { addImage, reupload, uploads } = await page();
    const { goneImages } = await import("../../src/state/goneImages.ts");
    const all = [];
    for (const letter of "abcdefghijklm") all.push(await addImage(file(letter), letter, "upload"));
    expect(uploads.value).toHaveLength(12);
    expect(uploads.value.at(-1)?.title).toBe("b");
    expect(revoked).toEqual([all[0]?.thumbnailUrl]);
    expect(kept.has("id-a")).toBe(false);
    expect(await reupload("id-a")).toBe(false);
    expect(goneImages.value).toMatchObject({ images: [{ title: "a" }], madeRoom: true });
  });

  it("that made room comes back to its place, and what was added last goes instead", async () => {
    const { addImage, bringBack, reupload, uploads } = await page();
    const { goneImages } = await import("../../src/state/goneImages.ts");
    for (const letter of "abcdefghijklmn") await addImage(file(letter), letter, "upload");
    expect(goneImages.value?.images.map(({ title }) => title)).toEqual(["b", "a"]);
    bringBack();
    expect(uploads.value.map((one) => one.title).join("")).toBe("lkjihgfedcba");
    expect([...kept.keys()].sort()).toEqual([..."abcdefghijkl"].map((letter) => `id-${letter}`));
    expect(uploads.value.at(-1)?.thumbnailUrl).toMatch(/^blob:/);
    expect(await reupload("id-a")).toBe(true);
    expect(goneImages.value).toBeNull();
    bringBack();
    expect(uploads.value).toHaveLength(12);
  });

  it("that was taken off comes back to its place too, and none goes for it", async () => {
    const { addImage, bringBack, forgetImage, uploads } = await page();
    for (const letter of "abc") await addImage(file(letter), letter, "upload");
    forgetImage("id-b");
    bringBack();
    expect(uploads.value.map((one) => one.title)).toEqual(["c", "b", "a"]);
  });

  it("of an earlier visit never goes before another is added, however many there are", async () => {
    const before = await page();
    for (const letter of "abcdefghijkl") await before.addImage(file(letter), letter, "upload");
    kept.set("id-z", { ...(kept.get("id-a") as StoredImage), imageId: "id-z", title: "z", added: 99 });
    vi.resetModules();
    const { restored, uploads } = await page();
    await restored;
    expect(uploads.value).toHaveLength(13);
    expect(kept.size).toBe(13);
  });

  it("can be forgotten", async () => {
    const { addImage, forgetImage, uploads } = await page();
    const image = await addImage(file("a"), "A", "upload");
    forgetImage("id-a");
    forgetImage("id-a");
    expect(uploads.value).toEqual([]);
    expect(revoked).toEqual([image.thumbnailUrl]);
    expect(kept.size).toBe(0);
  });

  it("is there again after a reload, in the same order", async () => {
    const before = await page();
    for (const letter of "abc") await before.addImage(file(letter), letter, "upload");
    vi.resetModules();
    const { restored, reupload, uploads } = await page();
    await restored;
    expect(uploads.value.map((one) => one.title)).toEqual(["c", "b", "a"]);
    expect(uploads.value[0]).toMatchObject({ width: 400, thumbnailUrl: expect.stringMatching(/^blob:/) });
    expect(await reupload("id-a")).toBe(true);
  });
});

it("an image added while the store still opens comes before those of earlier visits", async () => {
  const before = await page();
  await before.addImage(file("a"), "A", "upload");
  let opened = () => {};
  open = new Promise((resolve) => {
    opened = resolve;
  });
  vi.resetModules();
  const { addImage, uploads } = await page();
  upload.mockClear();
  const adding = addImage(file("b"), "B", "upload");
  await vi.waitFor(() => expect(upload).toHaveBeenCalled());
  opened();
  await adding;
  expect(uploads.value.map((one) => one.title)).toEqual(["B", "A"]);
});

describe("uploading again", () => {
  it("gives the server the same file, once for all who ask at a time", async () => {
    const { addImage, reupload } = await page();
    await addImage(file("a"), "A", "upload");
    upload.mockClear();
    expect(await Promise.all([reupload("id-a"), reupload("id-a")])).toEqual([true, true]);
    expect(upload).toHaveBeenCalledTimes(1);
    await reupload("id-a");
    expect(upload).toHaveBeenCalledTimes(2);
  });

  it("is not possible for other images", async () => {
    const { reupload } = await page();
    expect(await reupload("of a link")).toBe(false);
    expect(upload).not.toHaveBeenCalled();
  });

  it("tells what went wrong", async () => {
    const { addImage, reupload } = await page();
    await addImage(file("a"), "A", "upload");
    upload.mockRejectedValueOnce(new Complaint("unreachable", "Nobody."));
    await expect(reupload("id-a")).rejects.toMatchObject({ code: "unreachable" });
    expect(await reupload("id-a")).toBe(true);
  });
});

it("a sample is one object with one thumbnail, however often it is asked for", async () => {
  const { sampleImage } = await page();
  const [sample] = (decode(protocolFile("golden/sample_list.msgpack")) as SampleList).samples;
  if (sample === undefined) throw new Error("Expected a sample, got none.");
  const image = sampleImage(sample);
  expect(image).toMatchObject({ imageId: sample.image.image_id, origin: "sample", credit: sample.credit });
  expect(sampleImage({ ...sample })).toBe(image);
});

it("a browser without a store keeps images for the visit", async () => {
  vi.stubGlobal("indexedDB", undefined);
  const { addImage, restored, uploads } = await page();
  await restored;
  await addImage(file("a"), "A", "upload");
  expect(uploads.value).toHaveLength(1);
});
