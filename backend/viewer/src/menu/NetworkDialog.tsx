import { useState } from "preact/hooks";
import type { NetworkSummary } from "../protocol/messages.ts";
import { Button } from "../ui/Button.tsx";
import { Dialog } from "../ui/Dialog.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { SearchField } from "../ui/SearchField.tsx";
import { count } from "../ui/words.ts";
import { MissingNetwork, NetworkOption } from "./NetworkOption.tsx";
import { search } from "./networkOrder.ts";

interface NetworkDialogProps {
  networks: readonly NetworkSummary[];
  open: boolean;
  onClose: () => void;
}

/** Every network of the server, searchable; those that can be used come first. */
export function NetworkDialog({ networks, open, onClose }: NetworkDialogProps) {
  const [query, setQuery] = useState("");
  const found = search(networks, query);
  const usable = found.filter((one) => one.weights.available);
  const missing = found.filter((one) => !one.weights.available);
  return (
    <Dialog
      title="Networks"
      open={open}
      onClose={onClose}
      class="network-dialog"
      foot={
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      }
    >
      <SearchField
        autofocus
        label="Search networks"
        value={query}
        onInput={setQuery}
        results={count(found.length, "network")}
      />
      <div class="network-results">
        {usable.length > 0 && (
          <section aria-label="Ready to use">
            <h3 class="network-group">Ready to use</h3>
            <div class="networks-list" role="radiogroup" aria-label="Ready to use">
              {usable.map((one) => (
                <NetworkOption key={one.network_id} network={one} name="network-all" onChosen={onClose} />
              ))}
            </div>
          </section>
        )}
        {missing.length > 0 && (
          <section aria-label="Weights not here yet">
            <h3 class="network-group">Weights not here yet</h3>
            <p class="muted small">
              Run a network's command on the server's machine to bring its weights, then start the server again.
            </p>
            <ul class="missing-list">
              {missing.map((one) => (
                <MissingNetwork key={one.network_id} network={one} />
              ))}
            </ul>
          </section>
        )}
        {found.length === 0 && (
          <EmptyState icon="search" title="No network of that name" text="Try a part of it, such as “vgg” or “lite”." />
        )}
      </div>
    </Dialog>
  );
}
