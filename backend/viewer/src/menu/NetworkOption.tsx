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
          {network.warnings.map((warning) => (
            <span key={warning} class="network-warning">
              <Icon name="warning" size={14} /> <span>{warning}</span>
            </span>
          ))}
        </span>
      </label>
      {(weights.source === "file" || weights.source === "memory") && chosen && (
        <p class="network-missing">{network.output.decided}</p>
      )}
      {!weights.available && (
        <p class="network-missing">
          {"Its weights are not on the server. "}
          {weights.how_to_get && (
            <>
              To bring them: <code>{weights.how_to_get}</code>
            </>
          )}
        </p>
      )}
    </div>
  );
}

/** A network whose weights are not on the server: what it is, and the command that brings them. */
export function MissingNetwork({ network }: { network: NetworkSummary }) {
  const { megabytes, how_to_get: command } = network.weights;
  const size = megabytes > 0 ? `, ${Math.round(megabytes).toLocaleString("en")} MB` : "";
  return (
    <li class="missing">
      <p class="missing-title">{network.title}</p>
      <p class="network-facts">{factsOf(network) + size}</p>
      {command && (
        <div class="missing-command">
          <code>{command}</code>
          <IconButton icon="copy" label={`Copy the command for ${network.title}`} onClick={() => copy(command)} />
        </div>
      )}
    </li>
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
