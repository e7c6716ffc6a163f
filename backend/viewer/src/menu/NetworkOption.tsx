import type { NetworkSummary } from "../protocol/messages.ts";
import { networkId } from "../state/choice.ts";
import { IconButton } from "../ui/Button.tsx";
import { Icon } from "../ui/Icon.tsx";
import { say } from "../ui/notice.ts";
import { factsOf } from "./networkOrder.ts";

interface NetworkOptionProps {
  network: NetworkSummary;
  /** Of the group of radio buttons. */
  name: string;
  onChosen?: (() => void) | undefined;
}

/** A network to choose: what it is and whether its weights are here, or the command that brings them. */
export function NetworkOption({ network, name, onChosen }: NetworkOptionProps) {
  const { weights } = network;
  const chosen = networkId.value === network.network_id;
  return (
    <div class="network" data-chosen={chosen} data-usable={weights.available}>
      <label class="network-label">
        <input
          class="network-radio"
          type="radio"
          name={name}
          checked={chosen}
          disabled={!weights.available}
          onChange={() => {
            networkId.value = network.network_id;
          }}
          onClick={() => chosen && onChosen?.()}
        />
        <span class="network-words">
          <span class="network-title">
            {network.title}
            {network.default && <span class="network-tag">Start here</span>}
          </span>
          <span class="network-facts">{factsOf(network)}</span>
          {weights.source === "random" && (
            <span class="network-warning">
              <Icon name="warning" size={14} /> Random weights: its answers mean nothing
            </span>
          )}
        </span>
      </label>
      {!weights.available && <Missing network={network} />}
    </div>
  );
}

function Missing({ network: { title, weights } }: { network: NetworkSummary }) {
  const command = weights.how_to_get;
  const size = weights.megabytes > 0 ? `${Math.round(weights.megabytes).toLocaleString("en")} MB, ` : "";
  if (!command) return <p class="network-missing">Its weights are not on the server.</p>;
  return (
    <div class="network-missing">
      <span class="unseen">{`Weights not here. ${size}this command on the server's machine brings them:`}</span>
      <code class="network-command">{command}</code>
      <IconButton
        icon="copy"
        label={`Copy the command that brings ${title} (${size}on the server's machine)`}
        onClick={() => copy(command)}
      />
    </div>
  );
}

async function copy(command: string): Promise<void> {
  try {
    await navigator.clipboard.writeText(command);
    say("Command copied. Run it where the server runs, then start the server again.");
  } catch {
    say("The browser does not let this page copy. Select the command and copy it yourself.");
  }
}
