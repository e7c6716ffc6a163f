import { go, HOME, type View } from "../state/address.ts";
import { networks } from "../state/catalog.ts";
import { image, networkId } from "../state/choice.ts";
import { Button } from "../ui/Button.tsx";
import type { Views } from "../ui/viewDescription.ts";
import { Networks } from "./Networks.tsx";
import { Preview } from "./Preview.tsx";
import { WebglNote } from "./WebglNote.tsx";
import "./start.css";

/** What is chosen, and the ways in: a button for each view but this one. */
export function Start({ views }: Views) {
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
        {views
          .filter(({ route }) => route !== HOME)
          .map(({ route, title, icon, invitation = title, needsPicture }, place) => (
            <Button
              key={route}
              kind={place === 0 ? "primary" : "plain"}
              size="large"
              icon={icon}
              disabled={needsPicture && !ready}
              onClick={() => go(route as View)}
            >
              {invitation}
            </Button>
          ))}
      </div>
    </aside>
  );
}
