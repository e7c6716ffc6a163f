import { useEffect, useMemo } from "preact/hooks";
import { SceneFit } from "../fit/SceneFit.tsx";
import { description, reloadCatalog } from "../state/catalog.ts";
import { isShown } from "../state/shown.ts";
import { enterScene } from "../state/tell.ts";
import { wayToMenu } from "../state/wayToMenu.ts";
import { Button } from "../ui/Button.tsx";
import { EmptyState } from "../ui/EmptyState.tsx";
import { ErrorNote } from "../ui/ErrorNote.tsx";
import { GoneImage } from "../ui/GoneImage.tsx";
import { NoImage } from "../ui/NoImage.tsx";
import { Panel } from "../ui/Panel.tsx";
import { Spinner } from "../ui/Progress.tsx";
import { Workbench } from "../ui/Workbench.tsx";
import { useVrOffer } from "../vr/offer.ts";
import type { VrOffer } from "../vr/vrScene.ts";
import { AblationBar } from "./ablation/AblationBar.tsx";
import { BandLegend } from "./ablation/BandLegend.tsx";
import { LazyCompare } from "./compare/LazyCompare.tsx";
import { LazyComputed } from "./computed/LazyComputed.tsx";
import { DisplayPanel } from "./display/DisplayPanel.tsx";
import { NO_LAYERS } from "./display/display.ts";
import { MaskEditor } from "./editor/MaskEditor.tsx";
import { LazyLayerRows } from "./layerRows/LazyLayerRows.tsx";
import { layerRowsShown } from "./layerRows/layerRows.ts";
import { LayerList } from "./layers/LayerList.tsx";
import { FeatureMapBrowser } from "./maps/FeatureMapBrowser.tsx";
import { Overview } from "./overview/Overview.tsx";
import { AnswerLine } from "./predictions/AnswerLine.tsx";
import { PredictionsPanel } from "./predictions/PredictionsPanel.tsx";
import type { StructureSession } from "./session/structureSession.ts";
import { StructureContext, useStructure } from "./session/useStructure.ts";
import { ShelfPanel } from "./shelf/ShelfPanel.tsx";
import { ColourScale } from "./viewport/ColourScale.tsx";
import { HoverTip } from "./viewport/HoverTip.tsx";
import { Navigator } from "./viewport/Navigator.tsx";
import { SceneCanvas } from "./viewport/SceneCanvas.tsx";
import { SceneOutline } from "./viewport/SceneOutline.tsx";
import { SceneToolbar } from "./viewport/SceneToolbar.tsx";
import "./structureWorkbench.css";

/** Scene 1, network structure, with its panels, of one session. */
export function StructureWorkbench({ session }: { session: StructureSession }) {
  useEffect(() => {
    const leave = enterScene("structure");
    session.start();
    return () => {
      session.dispose();
      leave();
    };
  }, [session]);
  const offered = useMemo<VrOffer>(
    () => ({
      name: "structure",
      load: () => import("./vr/structureRoom.ts").then(({ structureRoom }) => structureRoom(session)),
    }),
    [session],
  );
  useVrOffer(offered);
  return (
    <StructureContext.Provider value={session}>
      <Panels key={session.slot} />
    </StructureContext.Provider>
  );
}

function Panels() {
  const { subject } = useStructure();
  if (subject.image.value === null) {
    const text = "Choose one in the main menu, then see what each layer makes of it.";
    return <NoImage text={text} onChoose={wayToMenu()} />;
  }
  return (
    <Workbench
      left={{
        label: "Input",
        content: (
          <>
            <MaskEditor />
            {isShown("comparison") && <ShelfPanel />}
            {isShown("choice") && (
              <Panel title="How the picture fits" help="fit">
                <SceneFit subject={subject} />
              </Panel>
            )}
          </>
        ),
      }}
      right={{
        label: "Answer",
        content: (
          <div class="answer">
            <PredictionsPanel />
            <DisplayPanel />
          </div>
        ),
      }}
      line={<AnswerLine />}
    >
      <Middle />
    </Workbench>
  );
}

/** The scene, or why there is none. */
function Middle() {
  const { display, maps, subject } = useStructure();
  const id = subject.networkId.value;
  const known = id === null ? null : description(id).value;
  if (known?.state === "failed") {
    return (
      <div class="scene-note">
        <ErrorNote complaint={known.complaint} onRetry={reloadCatalog} />
      </div>
    );
  }
  if (subject.network.value && !subject.usable.value) return <NoWeights />;
  const clustered = display.mode.value === "clustered";
  const overview = display.view.value === "overview";
  const columns = clustered && display.columnLayers.value.length > 0;
  return (
    <>
      {clustered && !overview && <SceneCanvas />}
      {clustered && overview && <Overview />}
      {!clustered && <LayerList />}
      {clustered && <SceneState />}
      {columns && <ColourScale />}
      {clustered && <HoverTip />}
      {(clustered || isShown("choice")) && <SceneToolbar />}
      {clustered && <SceneOutline />}
      {columns && !overview && <Navigator />}
      {columns && !overview && isShown("ablation") && <BandLegend />}
      {!maps.layer.value && <AblationBar />}
      <FeatureMapBrowser />
      {/* Not in the panel whose button opens it: in a small window that panel may be put away. */}
      {isShown("comparison") && <LazyCompare />}
      {isShown("clusters") && <LazyComputed />}
      {layerRowsShown() && <LazyLayerRows />}
    </>
  );
}

function NoWeights() {
  const summary = useStructure().subject.network.value?.summary;
  const toMenu = wayToMenu();
  return (
    <div class="scene-note">
      <EmptyState
        icon="network"
        title={`The weights of ${summary?.title ?? "this network"} are not on the server's machine`}
        text={
          toMenu
            ? summary?.weights.how_to_get && (
                <>
                  This brings them: <code>{summary.weights.how_to_get}</code>
                </>
              )
            : "Please tell whoever conducts the study."
        }
        action={
          toMenu && (
            <Button kind="primary" onClick={toMenu}>
              Choose another network
            </Button>
          )
        }
      />
    </div>
  );
}

/** While no column is here: what is going on, or what went wrong. */
function SceneState() {
  const { answers, display, viewport, retry } = useStructure();
  if (viewport.fault.value) {
    return (
      <div class="scene-note">
        <ErrorNote complaint={viewport.fault.value} />
        {isShown("choice") && (
          <Button
            onClick={() => {
              display.mode.value = "unclustered";
            }}
          >
            Show the layers as a list
          </Button>
        )}
      </div>
    );
  }
  if (answers.columns.value.some((column) => column !== null)) return null;
  const now = answers.status.value;
  if (now.state === "failed") {
    return (
      <div class="scene-note">
        {now.complaint.code === "unknown_image" ? (
          <GoneImage onChoose={wayToMenu()} />
        ) : (
          <ErrorNote complaint={now.complaint} onRetry={retry} />
        )}
      </div>
    );
  }
  if (now.state !== "running" && display.withoutLayers.value) {
    return (
      <div class="scene-wait">
        <p class="small muted">{NO_LAYERS}</p>
      </div>
    );
  }
  return (
    <div class="scene-wait">
      <Spinner label="The network looks at the image" size={28} />
      <p class="small muted">{now.state === "running" ? "The network looks at the image …" : "Getting ready …"}</p>
    </div>
  );
}
