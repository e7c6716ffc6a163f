import { networks } from "../state/catalog.ts";
import { valueIn } from "../state/loadable.ts";
import { pageSubject, type Subject } from "../state/subject.ts";
import { CropFrame } from "./CropFrame.tsx";
import { FitChoice } from "./FitChoice.tsx";

/** The picture of a scene with its frame, and how it is made to fit; nothing before both are known. */
export function SceneFit({ subject = pageSubject }: { subject?: Subject }) {
  const { image, networkId, fitting } = subject;
  const picture = image.value;
  const network = valueIn(networks.value)?.find((one) => one.network_id === networkId.value);
  if (picture === null || network === undefined) return null;
  return (
    <div class="fit-scene">
      {picture.thumbnailUrl !== null && (
        <div class="fit-scene-picture">
          <CropFrame picture={picture} network={network} fitting={fitting} />
        </div>
      )}
      <FitChoice picture={picture} network={network} fitting={fitting} />
    </div>
  );
}
