// @vitest-environment happy-dom
import { render } from "preact";
import { act } from "preact/test-utils";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

vi.mock("../../src/menu/intake.ts", () => ({ takePicture: vi.fn() }));

import { CameraDialog } from "../../src/menu/CameraDialog";
import { draw, one } from "../ui/render";

/** What the page was given of the camera, and whether it is on still. */
let streams: { on: boolean }[];
/** Answers the browser's question to the person. */
let allow: () => void;

beforeEach(() => {
  streams = [];
  const open = () =>
    new Promise((resolve) => {
      allow = () => {
        const stream = { on: true };
        streams.push(stream);
        const stop = () => {
          stream.on = false;
        };
        resolve({ getTracks: () => [{ stop }] });
      };
    });
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: open } });
});
afterEach(() => vi.unstubAllGlobals());

async function shown() {
  const root = draw(<CameraDialog open several={false} onClose={() => {}} />);
  await act(async () => {});
  return root;
}

async function allowed() {
  const root = await shown();
  await act(async () => allow());
  expect(streams).toEqual([{ on: true }]);
  return root;
}

test("the camera goes off with the dialog", async () => {
  const root = await allowed();
  act(() => render(null, root));
  expect(streams).toEqual([{ on: false }]);
});

test("the camera goes off where the person allows it after the dialog has gone", async () => {
  const root = await shown();
  act(() => render(null, root));
  await act(async () => allow());
  expect(streams).toEqual([{ on: false }]);
});

test.each([
  ["when a picture is taken", new Blob(["x"]), "img.camera-picture"],
  ["where it gives no picture", null, ".error-note"],
])("the camera goes off %s", async (_when, picture, sign) => {
  const root = await allowed();
  vi.spyOn(HTMLCanvasElement.prototype, "toBlob").mockImplementation((take) => take(picture));
  vi.spyOn(HTMLCanvasElement.prototype, "getContext").mockReturnValue(null);
  const take = [...root.querySelectorAll<HTMLElement>("button")].find((button) =>
    button.textContent?.includes("Take the"),
  );
  await act(async () => take?.click());
  await vi.waitFor(() => one(root, sign));
  expect(streams).toEqual([{ on: false }]);
  vi.restoreAllMocks();
});
