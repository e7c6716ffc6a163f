import { useEffect, useState } from "preact/hooks";
import { PICTURE_FORMATS } from "../protocol/messages.ts";
import { Icon } from "../ui/Icon.tsx";
import { takeFiles, takePicture } from "./intake.ts";
import "./drop.css";

/** Takes pictures that are dropped or pasted anywhere on the page, and says so while one is held over it. */
export function DropOverlay() {
  const [over, setOver] = useState(false);
  useEffect(() => listenToDrops(setOver), []);
  useEffect(listenToPaste, []);
  if (!over) return null;
  return (
    <div class="drop">
      <div class="drop-sign">
        <Icon name="image" size={40} />
        <p class="drop-title">Drop the picture</p>
        <p>{PICTURE_FORMATS}</p>
      </div>
    </div>
  );
}

function listenToDrops(setOver: (over: boolean) => void): () => void {
  const onOver = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    event.dataTransfer.dropEffect = "copy";
    setOver(true);
  };
  const onLeave = (event: DragEvent) => event.relatedTarget === null && setOver(false);
  const onDrop = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    setOver(false);
    void takeFiles([...event.dataTransfer.files]);
  };
  const onEnd = () => setOver(false);
  addEventListener("dragover", onOver);
  addEventListener("dragleave", onLeave);
  addEventListener("drop", onDrop);
  addEventListener("dragend", onEnd);
  return () => {
    removeEventListener("dragover", onOver);
    removeEventListener("dragleave", onLeave);
    removeEventListener("drop", onDrop);
    removeEventListener("dragend", onEnd);
  };
}

function listenToPaste(): () => void {
  const onPaste = (event: ClipboardEvent) => {
    const file = [...(event.clipboardData?.files ?? [])].find((one) => one.type.startsWith("image/"));
    if (!file) return;
    event.preventDefault();
    void takePicture(file, "Pasted picture");
  };
  addEventListener("paste", onPaste);
  return () => removeEventListener("paste", onPaste);
}
