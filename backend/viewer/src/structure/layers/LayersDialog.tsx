import { useSignal } from "@preact/signals";
import type { Layer } from "../../protocol/messages.ts";
import { choose } from "../../state/choose.ts";
import { Button } from "../../ui/Button.tsx";
import { Dialog } from "../../ui/Dialog.tsx";
import { EmptyState } from "../../ui/EmptyState.tsx";
import { Segmented } from "../../ui/Segmented.tsx";
import { count } from "../../ui/words.ts";
import { useStructure } from "../session/useStructure.ts";
import { choiceOf, type LayerChoice } from "./layerChoice.ts";

const PRESETS = [
  { value: "default", label: "Default" },
  { value: "convolutions", label: "All convolutions" },
  { value: "all", label: "All layers" },
] as const;

type Preset = (typeof PRESETS)[number]["value"];

/** Which layers have a column: presets, and a list of every layer with a box. Changes show at once. */
export function LayersDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { display, subject } = useStructure();
  const { columnLayers, layersShown } = display;
  const search = useSignal("");
  const layers = subject.network.value?.layers ?? [];
  const chosen = new Set(columnLayers.value.map((layer) => layer.name));
  const found = layers.filter((layer) => matches(layer, search.value));
  const chooseLayers = (choice: LayerChoice) =>
    choose("layers", layersShown, choice, typeof choice === "object" ? (choice?.join(",") ?? "default") : choice);
  const take = (names: ReadonlySet<string>) => {
    chooseLayers(choiceOf(layers, names));
  };
  return (
    <Dialog
      title="Layers shown"
      open={open}
      onClose={onClose}
      place="side"
      foot={
        <>
          <span class="muted small layers-count">{`${chosen.size} of ${count(layers.length, "layer")}`}</span>
          <Button kind="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div class="layers-dialog">
        <Segmented<Preset>
          label="Preset"
          options={PRESETS}
          value={presetOf(layersShown.value)}
          onChange={(value) => chooseLayers(value === "default" ? null : value)}
        />
        <input
          class="field-input"
          type="search"
          aria-label="Search layers"
          placeholder="Search by name or kind"
          value={search.value}
          onInput={(event) => {
            search.value = event.currentTarget.value;
          }}
        />
        {found.length === 0 && <EmptyState icon="search" title="No layer of that name or kind" />}
        <ul class="layers-list">
          {found.map((layer) => (
            <LayerBox
              key={layer.name}
              layer={layer}
              checked={chosen.has(layer.name)}
              last={chosen.size === 1}
              onChange={(checked) => {
                const names = new Set(chosen);
                if (checked) names.add(layer.name);
                else names.delete(layer.name);
                take(names);
              }}
            />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

function presetOf(choice: LayerChoice): Preset | null {
  if (choice === null) return "default";
  return choice === "all" || choice === "convolutions" ? choice : null;
}

interface LayerBoxProps {
  layer: Layer;
  checked: boolean;
  /** Whether it is the only one chosen, which cannot be taken away. */
  last: boolean;
  onChange: (checked: boolean) => void;
}

function LayerBox({ layer, checked, last, onChange }: LayerBoxProps) {
  return (
    <li>
      <label class="layers-row">
        <input
          type="checkbox"
          checked={checked}
          disabled={checked && last}
          onChange={(event) => onChange(event.currentTarget.checked)}
        />
        <span class="layers-name">{layer.name}</span>
        <span class="muted number">{`${layer.kind}, ${layer.height} × ${layer.width} × ${layer.channels}`}</span>
      </label>
    </li>
  );
}

function matches(layer: Layer, search: string): boolean {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  const text = `${layer.name} ${layer.kind} ${layer.output}`.toLowerCase();
  return words.every((word) => text.includes(word));
}
