import { image, network } from "../../state/choice.ts";
import { csv, messageToJson, saveFile } from "../../state/download.ts";
import { Menu } from "../../ui/Menu.tsx";
import { say } from "../../ui/notice.ts";
import { original } from "../answers/original.ts";
import { columns, predictions } from "../answers/result.ts";
import { mode } from "../display/display.ts";
import { scene } from "../viewport/sceneState.ts";
import { clusterRows, entropyRows, layersMessage, predictionRows, type Row } from "./exportData.ts";

/** Saves the view as a picture and the numbers as JSON or CSV. */
export function ExportMenu() {
  const here = predictions.value !== null;
  return (
    <Menu
      compact
      label="Save"
      icon="download"
      items={[
        {
          label: "This view (PNG)",
          icon: "image",
          disabled: mode.value !== "clustered" || !scene.value,
          onSelect: savePicture,
        },
        { label: "All data (JSON)", icon: "download", disabled: !here, onSelect: saveJson },
        {
          label: "Classes (CSV)",
          icon: "bars",
          disabled: !here,
          onSelect: () => saveTable("classes", (now) => predictionRows(now, original.value)),
        },
        {
          label: "Layers and clusters (CSV)",
          icon: "cluster",
          disabled: !here,
          onSelect: () => saveTable("clusters", () => clusterRows(columns.value)),
        },
        {
          label: "Entropy of each map (CSV)",
          icon: "grid",
          disabled: !here,
          onSelect: () => saveTable("entropies", () => entropyRows(columns.value)),
        },
      ]}
    />
  );
}

async function savePicture(): Promise<void> {
  try {
    const blob = await scene.value?.toPng();
    if (blob) saveFile(blob, fileName("view", "png"));
  } catch (error) {
    say(`The picture could not be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function saveJson(): void {
  if (!predictions.value) return;
  const text = messageToJson(layersMessage(predictions.value, columns.value));
  saveFile(new Blob([text], { type: "application/json" }), fileName("layers", "json"));
}

function saveTable(name: string, rows: (now: NonNullable<typeof predictions.value>) => Row[]): void {
  if (!predictions.value) return;
  const blob = new Blob([csv(rows(predictions.value))], { type: "text/csv;charset=utf-8" });
  saveFile(blob, fileName(name, "csv"));
}

/** Such as `tetrascope-cat-efficientnet-lite0-classes.csv`. */
function fileName(what: string, ending: string): string {
  const title = image.value?.title ?? "image";
  const words = [title, network.value?.summary.network_id ?? "network", what].map((part) =>
    part
      .replace(/\.[a-z]{3,4}$/i, "")
      .replace(/[^\p{L}\p{N}]+/gu, "-")
      .slice(0, 40),
  );
  return `tetrascope-${words.join("-")}.${ending}`.toLowerCase();
}
