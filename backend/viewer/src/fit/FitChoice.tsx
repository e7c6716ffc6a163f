import type { NetworkSummary } from "../protocol/messages.ts";
import { FIT_NAMES, type Fit, type Fitting, pageFitting } from "../state/fitting.ts";
import type { ChosenImage } from "../state/images.ts";
import { Segmented } from "../ui/Segmented.tsx";
import { readPart, roomOf } from "./frame.ts";
import "./fitChoice.css";

interface FitChoiceProps {
  picture: ChosenImage;
  network: NetworkSummary;
  fitting?: Fitting | undefined;
}

/** How the picture is made to fit the network's input, and what that means for it. */
export function FitChoice({ picture, network, fitting = pageFitting }: FitChoiceProps) {
  const fit = fitting.fit.value;
  return (
    <div class="fit-choice">
      <Segmented
        label="How the picture fits the network's input"
        options={FIT_NAMES}
        value={fit}
        onChange={(chosen) => fitting.choose(chosen)}
      />
      <p class="muted small">{words(picture, network, fit)}</p>
    </div>
  );
}

function words(picture: ChosenImage, network: NetworkSummary, way: Fit): string {
  const size = `${network.input_width} × ${network.input_height}`;
  if (way === "squash") return `All of the picture, squeezed into ${size} pixels.`;
  if (way === "pad") return `All of the picture in ${size} pixels, and black beside it.`;
  if (picture.width === 0) return "The middle of the picture enters the network.";
  if (roomOf(readPart(picture, network)) === null) return "All of the picture enters the network.";
  return "What is framed enters the network. Drag the frame to move it.";
}
