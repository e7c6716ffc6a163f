import { type ReadonlySignal, type Signal, signal } from "@preact/signals";

const found = signal(false);

/** Whether a headset can be entered from this page: the browser has WebXR, may use it here, and sees a headset. */
export const headset: ReadonlySignal<boolean> = found;

/** Whether the person is in VR at this moment. */
export const inVr: Signal<boolean> = signal(false);

async function look(): Promise<void> {
  try {
    found.value = (await navigator.xr?.isSessionSupported("immersive-vr")) ?? false;
  } catch {
    found.value = false; // the page may not use it, as in a frame of another's page
  }
}

if (typeof navigator !== "undefined" && navigator.xr) {
  navigator.xr.addEventListener("devicechange", () => void look());
  void look();
}
