import type { NetworkSummary } from "../protocol/messages.ts";
import { image } from "../state/choice.ts";
import type { ChosenImage } from "../state/images.ts";
import { EmptyState } from "../ui/EmptyState.tsx";
import { Icon } from "../ui/Icon.tsx";
import { readPart } from "./readPart.ts";
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
        {picture.thumbnailUrl ? (
          <span class="preview-picture" style={{ aspectRatio: `${picture.width} / ${picture.height}` }}>
            <img src={picture.thumbnailUrl} alt={picture.title} />
            {network && <ReadPart picture={picture} network={network} />}
          </span>
        ) : (
          <Icon name="link" size={32} />
        )}
      </div>
      <figcaption class="preview-caption">
        <strong class="preview-title">{picture.title}</strong>
        <span class="preview-facts">{facts(picture)}</span>
      </figcaption>
    </figure>
  );
}

/** The outline of what the network reads; the rest is darkened. */
function ReadPart({ picture, network }: { picture: ChosenImage; network: NetworkSummary }) {
  const part = readPart(picture, network);
  if (part.width > 0.99 && part.height > 0.99) return null;
  const share = (value: number) => `${value * 100}%`;
  return (
    <span
      class="preview-part"
      style={{ left: share(part.left), top: share(part.top), width: share(part.width), height: share(part.height) }}
    />
  );
}

function facts(picture: ChosenImage): string {
  if (picture.credit) return picture.credit;
  if (picture.width === 0) return "Nothing but its name is known here";
  return `${picture.width} × ${picture.height} pixels, yours`;
}
