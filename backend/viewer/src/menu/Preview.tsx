import { CropFrame } from "../fit/CropFrame.tsx";
import { FitChoice } from "../fit/FitChoice.tsx";
import type { NetworkSummary } from "../protocol/messages.ts";
import { image } from "../state/choice.ts";
import type { ChosenImage } from "../state/images.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import "./preview.css";

/** The chosen picture, and which part of it the network reads. */
export function Preview({ network }: { network: NetworkSummary | undefined }) {
  const picture = image.value;
  if (picture === null) {
    return (
      <div class="preview">
        <EmptyState icon="image" title="No picture yet" text="Choose one, or bring your own." />
      </div>
    );
  }
  return (
    <figure class="preview">
      <div class="preview-frame">
        {picture.thumbnailUrl ? <CropFrame picture={picture} network={network} /> : <Icon name="link" size={32} />}
      </div>
      <figcaption class="preview-caption">
        <strong class="preview-title">{picture.title}</strong>
        <span class="preview-facts">{facts(picture)}</span>
        {picture.note && <span class="preview-facts">{sentence(picture.note)}</span>}
      </figcaption>
      {network && <FitChoice picture={picture} network={network} />}
    </figure>
  );
}

/** What the server notes, as a sentence. */
function sentence(note: string): string {
  return `${note.charAt(0).toUpperCase()}${note.slice(1)}.`;
}

function facts(picture: ChosenImage): string {
  if (picture.credit) return picture.credit;
  if (picture.width === 0) return "Nothing but its name is known here";
  return `${picture.width} × ${picture.height} pixels, yours`;
}
