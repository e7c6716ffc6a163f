import { networks } from "../state/catalog.ts";
import { image, networkId } from "../state/choice.ts";
import { valueIn } from "../state/loadable.ts";
import { CropFrame } from "./CropFrame.tsx";
import { FitChoice } from "./FitChoice.tsx";

/** The picture of a scene with its frame, and how it is made to fit; nothing before both are known. */
export function SceneFit() {
  const picture = image.value;
  const network = valueIn(networks.value)?.find((one) => one.network_id === networkId.value);
  if (picture === null || network === undefined) return null;
  return (
    <div class="fit-scene">
      {picture.thumbnailUrl !== null && (
        <div class="fit-scene-picture">
          <CropFrame picture={picture} network={network} />
        </div>
      )}
      <FitChoice picture={picture} network={network} />
    </div>
  );
}
