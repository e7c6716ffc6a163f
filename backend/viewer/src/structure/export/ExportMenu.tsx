import type { Predictions } from "../../protocol/messages.ts";
import { csv, messageToJson, saveFile } from "../../state/download.ts";
import { Menu } from "../../ui/Menu.tsx";
import { say } from "../../ui/notice.ts";
import { criterionName, criterionTitle, USUAL_CRITERION } from "../scene/criterion.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { useStructure } from "../session/useStructure.ts";
import { clusterRows, layersMessage, predictionRows, type Row, scoreRows } from "./exportData.ts";
import { fileName } from "./fileName.ts";

/** Saves the view as a picture and the numbers as JSON or CSV. */
export function ExportMenu() {
  const session = useStructure();
  const { answers, display, viewport } = session;
  const here = answers.predictions.value !== null;
  const criterion = display.criterion.value;
  const scoresFile = criterion === USUAL_CRITERION ? "entropies" : criterionName(criterion);
  return (
    <Menu
      compact
      label="Save"
      icon="download"
      items={[
        {
          label: "This view (PNG)",
          icon: "image",
          disabled: display.mode.value !== "clustered" || !viewport.scene.value,
          onSelect: () => void savePicture(session),
        },
        { label: "All data (JSON)", icon: "download", disabled: !here, onSelect: () => saveJson(session) },
        {
          label: "Classes (CSV)",
          icon: "bars",
          disabled: !here,
          onSelect: () => saveTable(session, "classes", (now) => predictionRows(now, answers.original.value)),
        },
        {
          label: "Layers and clusters (CSV)",
          icon: "cluster",
          disabled: !here,
          onSelect: () => saveTable(session, "clusters", () => clusterRows(answers.columns.value, criterion)),
        },
        {
          label: `${criterionTitle(criterion)} of each map (CSV)`,
          icon: "grid",
          disabled: !here,
          onSelect: () => saveTable(session, scoresFile, () => scoreRows(answers.columns.value, criterion)),
        },
      ]}
    />
  );
}

async function savePicture({ viewport, subject }: StructureSession): Promise<void> {
  try {
    const blob = await viewport.scene.value?.toPng();
    if (blob) saveFile(blob, fileName(subject, "view", "png"));
  } catch (error) {
    say(`The picture could not be made: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function saveJson({ answers, subject }: StructureSession): void {
  if (!answers.predictions.value) return;
  const text = messageToJson(layersMessage(answers.predictions.value, answers.columns.value));
  saveFile(new Blob([text], { type: "application/json" }), fileName(subject, "layers", "json"));
}

function saveTable({ answers, subject }: StructureSession, name: string, rows: (now: Predictions) => Row[]): void {
  if (!answers.predictions.value) return;
  const blob = new Blob([csv(rows(answers.predictions.value))], { type: "text/csv;charset=utf-8" });
  saveFile(blob, fileName(subject, name, "csv"));
}
