/** How many cameras this page may ask for. A page without TLS from another machine has none. */
export async function countCameras(): Promise<number> {
  try {
    const devices = await navigator.mediaDevices?.enumerateDevices();
    return devices?.filter((device) => device.kind === "videoinput").length ?? 0;
  } catch {
    return 0;
  }
}

/** Longest side that is asked of the camera, in pixels; networks look at far less. */
const WANTED = { width: { ideal: 1280 }, height: { ideal: 960 } };

/** Turns a camera on. `back` asks for the one that looks away from the person, where there are two. */
export function openCamera(back: boolean): Promise<MediaStream> {
  return navigator.mediaDevices.getUserMedia({
    audio: false,
    video: { ...WANTED, facingMode: back ? "environment" : "user" },
  });
}

/** Turns it off, light and all. */
export function stopCamera(stream: MediaStream | null): void {
  for (const track of stream?.getTracks() ?? []) track.stop();
}

/** What the video shows now, as a JPEG. */
export async function still(video: HTMLVideoElement): Promise<Blob> {
  const canvas = document.createElement("canvas");
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext("2d")?.drawImage(video, 0, 0);
  return new Promise((resolve, reject) => {
    const take = (blob: Blob | null) =>
      blob ? resolve(blob) : reject(new Error("The browser made no picture of it."));
    canvas.toBlob(take, "image/jpeg", 0.92);
  });
}

/** Why a camera did not open, and what to do. */
export function cameraComplaint(error: unknown): { message: string; hint: string } {
  const name = error instanceof DOMException ? error.name : "";
  if (name === "NotAllowedError")
    return {
      message: "The browser does not let this page use the camera.",
      hint: "Allow the camera for this page, with the sign beside the address, then try again. Nothing was recorded.",
    };
  if (name === "NotFoundError" || name === "OverconstrainedError")
    return { message: "No camera was found.", hint: "Connect one, then try again." };
  if (name === "NotReadableError")
    return {
      message: "The camera does not answer.",
      hint: "Another program may be using it. Close that, then try again.",
    };
  return { message: "The camera could not be opened.", hint: error instanceof Error ? error.message : "Try again." };
}
