import { go } from "../state/address.ts";
import { networks } from "../state/catalog.ts";
import { image, networkId } from "../state/choice.ts";
import { Button } from "../ui/Button.tsx";
import { Networks } from "./Networks.tsx";
import { Preview } from "./Preview.tsx";
import { WebglNote } from "./WebglNote.tsx";
import "./start.css";

/** What is chosen, and the two ways in. */
export function Start() {
  const list = networks.value;
  const network = list.state === "ready" ? list.value.find((one) => one.network_id === networkId.value) : undefined;
  const ready = image.value !== null && network?.weights.available === true;
  return (
    <aside class="start-card" aria-label="What is chosen">
      <Preview network={network} />
      <Networks />
      <WebglNote />
      <div class="start-actions" data-tour="start">
        <p class="start-chosen">
          <strong>{image.value?.title ?? "No picture"}</strong> {network?.title ?? "No network"}
        </p>
        <Button kind="primary" size="large" icon="network" disabled={!ready} onClick={() => go("structure")}>
          See the network
        </Button>
        <Button size="large" icon="tetrahedron" disabled={!ready} onClick={() => go("pool")}>
          Mask the image
        </Button>
      </div>
    </aside>
  );
}
