import type { Mask } from "../../protocol/messages.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Icon, type IconName } from "../../ui/Icon.tsx";
import { area, type PlacedMask } from "../masks/mask.ts";
import { useStructure } from "../session/useStructure.ts";
import { MaskPicture } from "./MaskPicture.tsx";

/** The masks one below the other, the newest first, each with a button that removes it. */
export function MaskList() {
  const { hand, masks, subject } = useStructure();
  const { marked } = hand;
  const all = masks.all.value;
  if (all.length === 0) return null;
  const size = subject.inputSize.value;
  const pixels = size ? size.height * size.width : 1;
  return (
    <ul class="mask-list" aria-label="Masks">
      {all.toReversed().map((item, index) => {
        const { id, mask } = item;
        const name = `Mask ${all.length - index}`;
        return (
          <li
            key={id}
            class="mask-row"
            onPointerEnter={() => {
              marked.value = id;
            }}
            onPointerLeave={() => {
              marked.value = null;
            }}
            onFocusIn={() => {
              marked.value = id;
            }}
            onFocusOut={() => {
              marked.value = null;
            }}
          >
            <MaskPicture mask={item} />
            <span class="mask-name">
              <Icon name={iconOf(item)} size={14} />
              {name}
            </span>
            <span class="muted number small">{describe(mask, pixels)}</span>
            <IconButton
              icon="close"
              label={`Remove mask ${all.length - index}`}
              onClick={() => {
                marked.value = null;
                masks.remove(id);
              }}
            />
          </li>
        );
      })}
    </ul>
  );
}

/** That of the tool it was made with. */
function iconOf({ mask, superpixel }: PlacedMask): IconName {
  if (mask.kind === "rectangle") return "rectangle";
  return superpixel ? "superpixels" : "brush";
}

function describe(mask: Mask, pixels: number): string {
  const percent = (100 * area(mask)) / pixels;
  const share = percent < 0.05 ? "<0.1%" : `${percent.toFixed(1)}%`;
  return mask.kind === "rectangle" ? `${mask.width} × ${mask.height} · ${share}` : share;
}
