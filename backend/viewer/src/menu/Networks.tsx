import { useState } from "preact/hooks";
import { networks, reloadCatalog, reloadNetworks } from "../state/catalog.ts";
import { networkId } from "../state/choice.ts";
import { Button } from "../ui/Button.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { HelpButton } from "../ui/HelpButton.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { NetworkDialog } from "./NetworkDialog.tsx";
import { NetworkOption } from "./NetworkOption.tsx";
import { shortList } from "./networkOrder.ts";
import "./networks.css";

/** The network: a few that can be used at once, and the way to all. */
export function Networks() {
  const [open, setOpen] = useState(false);
  const list = networks.value;
  return (
    <section class="networks" aria-labelledby="networks-title" data-tour="network">
      <div class="networks-head">
        <h2 id="networks-title">Network</h2>
        <HelpButton topic="networks" about="Network" />
        {list.state === "ready" && list.value.length > 1 && (
          <Button
            kind="quiet"
            class="networks-all"
            onClick={() => {
              // One may have been trained since.
              void reloadNetworks();
              setOpen(true);
            }}
          >
            {`All ${list.value.length}`}
          </Button>
        )}
      </div>
      {(list.state === "loading" || list.state === "idle") && (
        <p class="networks-wait">
          <Spinner label="" size={16} /> Asking the server…
        </p>
      )}
      {list.state === "failed" && <ErrorNote complaint={list.complaint} onRetry={reloadCatalog} />}
      {list.state === "ready" && (
        <>
          <div class="networks-list" role="radiogroup" aria-labelledby="networks-title">
            {shortList(list.value, networkId.value).map((one) => (
              <NetworkOption key={one.network_id} network={one} name="network" />
            ))}
          </div>
          <NetworkDialog networks={list.value} open={open} onClose={() => setOpen(false)} />
        </>
      )}
    </section>
  );
}
