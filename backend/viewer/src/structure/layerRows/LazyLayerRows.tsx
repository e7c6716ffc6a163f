import { say } from "../../ui/notice.ts";
import { useLazy } from "../../ui/useLazy.ts";
import { useStructure } from "../session/useStructure.ts";

/** The dialog that shows one layer over many images; its code is fetched when somebody asks for the first time. */
export function LazyLayerRows() {
  const { layerRows } = useStructure();
  const Shown = useLazy(
    layerRows.layer.value !== null,
    () => import("./LayerRowsDialog.tsx").then(({ LayerRowsDialog }) => LayerRowsDialog),
    () => {
      layerRows.close();
      say("The layer over many images could not be loaded. Reload the page, or try again.");
    },
  );
  return Shown && <Shown />;
}
