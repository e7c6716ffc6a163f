import { batch } from "@preact/signals";
import { networks } from "../state/catalog.ts";
import { networkId } from "../state/choice.ts";
import { valueIn } from "../state/loadable.ts";
import { IconButton } from "../ui/Button.tsx";
import { HelpButton } from "../ui/HelpButton.tsx";
import { Segmented } from "../ui/Segmented.tsx";
import { Select } from "../ui/Select.tsx";
import { otherNetworks } from "./otherNetworks.ts";
import type { Content } from "./sideBySide.ts";
import { useSideBySide } from "./useSideBySide.ts";

/** Which two networks stand beside each other. Those without weights are not offered; the main menu says how to bring them. */
export function NetworkChoice() {
  const { content, wanted, otherId, others } = useSideBySide();
  const [own, other] = [networkId.value, otherId.value];
  const all = otherNetworks(valueIn(networks.value) ?? [], null);
  return (
    <div class="beside-choice">
      <span class="beside-content">
        <Segmented<Content>
          label="What is compared"
          options={[
            { value: "layers", label: "Layers" },
            { value: "copies", label: "Masked copies" },
          ]}
          value={content.value}
          onChange={(next) => {
            content.value = next;
          }}
        />
        <HelpButton topic="two-networks" about="Two networks" />
      </span>
      <Select
        label="Network A"
        options={all.map(({ network_id, title }) => ({ value: network_id, label: title }))}
        value={own ?? ""}
        onChange={(next) => {
          // The other one takes the place of what is taken from it.
          if (next === other) swap();
          else networkId.value = next;
        }}
      />
      <IconButton icon="compare" label="Swap A and B" onClick={swap} />
      <Select
        label="Network B"
        options={(others.value ?? []).map(({ network_id, title }) => ({ value: network_id, label: title }))}
        value={other ?? ""}
        onChange={(next) => {
          wanted.value = next;
        }}
      />
    </div>
  );

  function swap(): void {
    if (own === null || other === null) return;
    batch(() => {
      networkId.value = other;
      wanted.value = own;
    });
  }
}
