// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";

const addImage = vi.hoisted(() => vi.fn());
vi.mock("../../src/state/images.ts", async (original) => ({
  ...(await original<typeof import("../../src/state/images")>()),
  addImage,
}));

import { dismiss, intakes, retry, takeFiles, takePicture, titleOf } from "../../src/menu/intake";
import { Complaint } from "../../src/protocol/complaint";
import { view } from "../../src/state/address";
import { image } from "../../src/state/choice";
import { notice } from "../../src/ui/notice";

const picture = (title: string) => ({
  imageId: `id-${title}`,
  title,
  origin: "upload" as const,
  thumbnailUrl: null,
  width: 4,
  height: 3,
  credit: null,
  note: null,
});

beforeEach(() => addImage.mockImplementation(async (_file: Blob, title: string) => picture(title)));
afterEach(() => {
  addImage.mockReset();
  intakes.value = [];
  image.value = null;
});

test("a picture that arrives is chosen, and nothing stays behind", async () => {
  const taken = takePicture(new Blob(["x"]), "Boat");
  expect(intakes.value.map((one) => [one.title, one.complaint])).toEqual([["Boat", null]]);
  await taken;
  expect(intakes.value).toEqual([]);
  expect(image.value?.imageId).toBe("id-Boat");
});

test("one that is refused says why, and leaves the choice alone", async () => {
  image.value = picture("Cat");
  addImage.mockRejectedValueOnce(new Complaint("image_rejected", "Expected a picture, got a song."));
  await takePicture(new Blob(["x"]), "Song");
  expect(intakes.value[0]?.complaint?.message).toBe("Expected a picture, got a song.");
  expect(image.value?.title).toBe("Cat");
  const failed = intakes.value[0];
  if (!failed) throw new Error("Expected a failed intake.");
  retry(failed);
  await vi.waitFor(() => expect(image.value?.title).toBe("Song"));
  expect(intakes.value).toEqual([]);
});

test("the one that was brought last is chosen, even if an earlier one arrives after it", async () => {
  let arrive: (value: unknown) => void = () => {};
  addImage.mockImplementationOnce(() => new Promise((resolve) => (arrive = resolve)));
  const slow = takePicture(new Blob(["x"]), "Slow");
  await takePicture(new Blob(["x"]), "Quick");
  arrive(picture("Slow"));
  await slow;
  expect(image.value?.title).toBe("Quick");
});

test("a new one takes old complaints away; a complaint can be dismissed", async () => {
  addImage.mockRejectedValueOnce(new Complaint("too_large", "Too large."));
  await takePicture(new Blob(["x"]), "Huge");
  const id = intakes.value[0]?.id ?? 0;
  dismiss(id);
  expect(intakes.value).toEqual([]);
  addImage.mockRejectedValueOnce(new Complaint("too_large", "Too large."));
  await takePicture(new Blob(["x"]), "Huge");
  await takeFiles([new File(["x"], "boat.png")]);
  expect(intakes.value).toEqual([]);
  expect(image.value?.title).toBe("boat");
});

test("of several files, one that fails stays told while the others arrive", async () => {
  addImage.mockRejectedValueOnce(new Complaint("image_rejected", "Damaged."));
  await takeFiles([new File(["x"], "damaged.png"), new File(["x"], "boat.png")]);
  expect(intakes.value.map((one) => [one.title, one.complaint?.message])).toEqual([["damaged", "Damaged."]]);
  expect(image.value?.title).toBe("boat");
});

test("one that fails is told in a scene too, where the list is not in sight", async () => {
  addImage.mockRejectedValue(new Complaint("image_rejected", "Damaged."));
  notice.value = null;
  await takePicture(new Blob(["x"]), "Song");
  expect(notice.value).toBeNull();
  view.value = "pool";
  await takePicture(new Blob(["x"]), "Song");
  expect(notice.value).toBe("“Song”: Damaged.");
  view.value = "menu";
});

test.each([
  ["IMG_1234.JPG", "IMG_1234"],
  ["my.holiday.photo.webp", "my.holiday.photo"],
  [".png", "Picture"],
  ["", "Picture"],
])("%s becomes “%s”", (name, title) => expect(titleOf(name)).toBe(title));

test("a title is not endless", () => {
  expect(titleOf(`${"a".repeat(300)}.png`)).toHaveLength(60);
});
