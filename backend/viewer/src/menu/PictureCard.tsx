import { chooseImage } from "../state/fitting.ts";
import type { ChosenImage } from "../state/images.ts";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { Tooltip } from "../ui/Tooltip.tsx";

interface PictureCardProps {
  picture: ChosenImage;
  chosen: boolean;
  /** Given for pictures that can be taken off the list. */
  onRemove?: (() => void) | undefined;
}

/** A picture to choose; its credit comes on hover and on focus. */
export function PictureCard({ picture, chosen, onRemove }: PictureCardProps) {
  return (
    <li class="picture">
      <Tooltip text={picture.credit && `Picture: ${picture.credit}`}>
        <button
          type="button"
          class="picture-button"
          aria-pressed={chosen}
          onClick={() => {
            chooseImage(picture);
          }}
        >
          <span class="picture-frame">
            {picture.thumbnailUrl ? (
              <img src={picture.thumbnailUrl} alt="" draggable={false} />
            ) : (
              <Icon name="image" size={28} />
            )}
            <span class="picture-check">
              <Icon name="check" size={14} />
            </span>
          </span>
          <span class="picture-title">{picture.title}</span>
        </button>
      </Tooltip>
      {onRemove && (
        <span class="picture-remove">
          <IconButton icon="close" label={`Remove “${picture.title}” from this browser`} onClick={onRemove} />
        </span>
      )}
    </li>
  );
}
