import { useEffect } from "preact/hooks";
import { samples } from "../state/catalog.ts";
import { image } from "../state/choice.ts";
import { sampleImage } from "../state/images.ts";
import type { Views } from "../ui/viewDescription.ts";
import { Pictures } from "./Pictures.tsx";
import { Start } from "./Start.tsx";
import "./mainMenu.css";

/** The beginning: a picture, a network, and the ways in. */
export function MainMenu({ views }: Views) {
  useEffect(() => {
    // Something is chosen from the beginning, so that one press is enough to see what this is.
    const first = samples.value.state === "ready" ? samples.value.value[0] : undefined;
    if (image.value === null && first) image.value = sampleImage(first);
  }, [samples.value]);

  return (
    <div class="start">
      <div class="start-content">
        <div class="start-words">
          <h1 class="start-title">Look inside a neural network</h1>
          <p class="start-lead">
            Choose a picture. See what each layer of the network makes of it, and which parts of it decide the answer.
          </p>
        </div>
        <Pictures />
        <Start views={views} />
      </div>
    </div>
  );
}
