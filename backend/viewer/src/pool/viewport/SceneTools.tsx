import type { Signal } from "@preact/signals";
import { choose } from "../../state/choose.ts";
import { saveFile } from "../../state/download.ts";
import { isShown } from "../../state/shown.ts";
import { IconButton } from "../../ui/Button.tsx";
import { Menu } from "../../ui/Menu.tsx";
import { say } from "../../ui/notice.ts";
import { EnterVr } from "../../vr/EnterVr.tsx";
import { csvFile, fileName, jsonFile, pngFile } from "../export/poolFiles.ts";
import type { PoolScene } from "../scene/PoolScene.ts";
import { usePool } from "../session/usePool.ts";

/** Small buttons over the scene: the view, the list, export. */
export function SceneTools({ scene, listOpen }: { scene: PoolScene; listOpen: Signal<boolean> }) {
  const session = usePool();
  const { display, meaning, run } = session;
  const body = display.arrangement.value === "tetrahedron" ? `the ${meaning.body.value}` : "everything";
  const now = run.pool.value;
  const save = async (ending: string, make: () => Blob | Promise<Blob>) => {
    try {
      saveFile(await make(), fileName(session, ending));
    } catch (error) {
      say(error instanceof Error ? error.message : `The ${ending.toUpperCase()} file could not be made.`);
    }
  };
  return (
    <div class="pool-tools" role="toolbar" aria-label={isShown("choice") ? "View, list and export" : "View and list"}>
      <IconButton icon="zoom-in" label="Come closer" shortcut="+" onClick={() => scene.zoomBy(1 / 1.35)} />
      <IconButton icon="zoom-out" label="Go away" shortcut="−" onClick={() => scene.zoomBy(1.35)} />
      <IconButton icon="fit" label={`Fit ${body}`} shortcut="F" onClick={() => scene.fit()} />
      <IconButton
        icon="home"
        label={display.arrangement.value === "tetrahedron" ? "Look from where least is hidden" : "Look from the front"}
        shortcut="Home"
        onClick={() => scene.home()}
      />
      <span class="pool-tools-gap" />
      <IconButton
        icon="list"
        label="List of images"
        pressed={listOpen.value}
        onClick={() => choose("list_of_images", listOpen, !listOpen.value)}
      />
      <EnterVr />
      {isShown("choice") && (
        <Menu
          label="Export"
          icon="download"
          compact
          items={[
            {
              label: "The view as PNG",
              icon: "image",
              onSelect: () => void save("png", () => pngFile(scene, session)),
            },
            {
              label: "The pool as JSON",
              icon: "download",
              disabled: !now,
              onSelect: () => now && void save("json", () => jsonFile(session, now)),
            },
            {
              label: "The images as CSV",
              icon: "list",
              disabled: !now,
              onSelect: () => now && void save("csv", () => csvFile(session, now)),
            },
          ]}
        />
      )}
    </div>
  );
}
