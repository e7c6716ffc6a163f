import { computed } from "@preact/signals";
import { go } from "../state/address.ts";
import { networks } from "../state/catalog.ts";
import { image, networkId } from "../state/choice.ts";
import { Icon } from "../ui/Icon.tsx";
import "./chosen.css";

/** The chosen network's name for a person; null before the catalog is here. */
const networkTitle = computed(() => {
  const catalog = networks.value;
  if (catalog.state !== "ready") return null;
  return catalog.value.find((one) => one.network_id === networkId.value)?.title ?? null;
});

/** The picture and the network that are looked at, and the way to others. */
export function Chosen() {
  const picture = image.value;
  return (
    <button type="button" class="chosen" onClick={() => go("menu")}>
      <span class="unseen">Change picture or network, now </span>
      {picture?.thumbnailUrl ? (
        <img class="chosen-picture" src={picture.thumbnailUrl} alt="" />
      ) : (
        <span class="chosen-picture">
          <Icon name="image" size={16} />
        </span>
      )}
      <span class="chosen-words">
        <span class="chosen-title">{picture?.title ?? "No picture"}</span>{" "}
        <span class="chosen-network">{networkTitle.value ?? "No network"}</span>
      </span>
      <Icon name="chevron-down" size={14} />
    </button>
  );
}
