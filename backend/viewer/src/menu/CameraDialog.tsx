import { useEffect, useRef, useState } from "preact/hooks";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { cameraComplaint, openCamera, still, stopCamera } from "./camera.ts";
import { takePicture } from "./intake.ts";
import "./camera.css";

type Stage =
  | { at: "opening" }
  | { at: "live"; stream: MediaStream }
  | { at: "taken"; picture: Blob; url: string }
  | { at: "failed"; complaint: { message: string; hint: string } };

/** Takes a picture with the camera. The camera is on only while the dialog shows what it sees. */
export function CameraDialog({ open, ...rest }: CameraProps & { open: boolean }) {
  return open ? <Camera {...rest} /> : null;
}

interface CameraProps {
  /** Whether there is another one to change to. */
  several: boolean;
  onClose: () => void;
}

function Camera({ several, onClose }: CameraProps) {
  const [stage, setStage] = useState<Stage>({ at: "opening" });
  const [attempt, setAttempt] = useState(0);
  const [back, setBack] = useState(false);
  const video = useRef<HTMLVideoElement>(null);

  useEffect(() => {
    let current = true;
    let stream: MediaStream | null = null;
    setStage({ at: "opening" });
    openCamera(back).then(
      (opened) => {
        stream = opened;
        if (current) setStage({ at: "live", stream });
        else stopCamera(stream);
      },
      (error) => current && setStage({ at: "failed", complaint: cameraComplaint(error) }),
    );
    return () => {
      current = false;
      stopCamera(stream);
    };
  }, [attempt, back]);

  useEffect(() => {
    if (stage.at === "live" && video.current) video.current.srcObject = stage.stream;
    return () => {
      if (stage.at === "taken") URL.revokeObjectURL(stage.url);
    };
  }, [stage]);

  const take = async () => {
    if (stage.at !== "live" || !video.current) return;
    try {
      const picture = await still(video.current);
      setStage({ at: "taken", picture, url: URL.createObjectURL(picture) });
    } catch (error) {
      setStage({ at: "failed", complaint: cameraComplaint(error) });
    } finally {
      stopCamera(stage.stream);
    }
  };
  const again = () => setAttempt(attempt + 1);

  return (
    <Dialog
      title="Take a picture"
      open
      onClose={onClose}
      class="camera"
      foot={
        <>
          {stage.at === "live" && (
            <>
              {several && (
                <Button kind="quiet" icon="retry" onClick={() => setBack(!back)}>
                  Other camera
                </Button>
              )}
              <Button kind="primary" icon="camera" onClick={take}>
                Take the picture
              </Button>
            </>
          )}
          {stage.at === "taken" && (
            <>
              <Button icon="retry" onClick={again}>
                Take another
              </Button>
              <Button
                kind="primary"
                icon="check"
                onClick={() => {
                  void takePicture(stage.picture, "Camera picture", "camera");
                  onClose();
                }}
              >
                Use this picture
              </Button>
            </>
          )}
        </>
      }
    >
      <div class="camera-view">
        {stage.at === "opening" && (
          <p class="camera-wait">
            <Spinner label="" /> Waiting for the camera. The browser may ask you to allow it.
          </p>
        )}
        {stage.at === "live" && (
          <video
            ref={video}
            class="camera-picture"
            data-mirrored={!back}
            autoplay
            playsInline
            muted
            aria-label="What the camera sees"
          />
        )}
        {stage.at === "taken" && <img class="camera-picture" src={stage.url} alt="What was just taken" />}
        {stage.at === "failed" && <ErrorNote complaint={stage.complaint} onRetry={again} />}
      </div>
      <p class="muted small">The picture goes to this Tetrascope server only, when you press “Use this picture”.</p>
    </Dialog>
  );
}
