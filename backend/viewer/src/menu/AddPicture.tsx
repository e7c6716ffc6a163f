import { useEffect, useRef, useState } from "preact/hooks";
import { commandKey, touch } from "../state/device.ts";
import { SESSION_ENDING } from "../state/saved/opened.ts";
import { Button } from "../ui/Button.tsx";
import { CameraDialog } from "./CameraDialog.tsx";
import { countCameras } from "./camera.ts";
import { takeFiles } from "./intake.ts";
import "./addPicture.css";

/** The ways to bring a picture of one's own. Dropping and pasting work anywhere on the page, see DropOverlay. */
export function AddPicture() {
  const files = useRef<HTMLInputElement>(null);
  const [cameras, setCameras] = useState(0);
  const [open, setOpen] = useState(false);

  useEffect(() => {
    let current = true;
    const look = () => countCameras().then((number) => current && setCameras(number));
    void look();
    navigator.mediaDevices?.addEventListener?.("devicechange", look);
    return () => {
      current = false;
      navigator.mediaDevices?.removeEventListener?.("devicechange", look);
    };
  }, []);

  return (
    <div class="add">
      <div class="add-words">
        <p class="add-title">Your own picture, or a saved session</p>
        <p class="add-hint">
          {touch.value ? (
            "From this device or its camera"
          ) : (
            <>
              Drop it anywhere, or paste it with <kbd>{commandKey}</kbd> <kbd>V</kbd>
            </>
          )}
        </p>
      </div>
      <div class="add-actions">
        <Button icon="upload" onClick={() => files.current?.click()}>
          Choose a file
        </Button>
        {cameras > 0 && (
          <Button icon="camera" onClick={() => setOpen(true)}>
            Camera
          </Button>
        )}
      </div>
      <input
        ref={files}
        class="unseen"
        type="file"
        accept={`image/*,${SESSION_ENDING}`}
        multiple
        aria-label="Picture file"
        tabIndex={-1}
        onChange={(event) => {
          void takeFiles([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <CameraDialog several={cameras > 1} open={open} onClose={() => setOpen(false)} />
    </div>
  );
}
