import { signal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { PoolWorkbench } from "../../pool/PoolWorkbench.tsx";
import { bindToAddress as bindPool } from "../../pool/session/bindToAddress.ts";
import { createPoolSession } from "../../pool/session/poolSession.ts";
import { poolView } from "../../pool/view.ts";
import type { Mask, SessionCondition, SessionImage } from "../../protocol/messages.ts";
import { go, keepAddress, view } from "../../state/address.ts";
import type { ChosenImage } from "../../state/images.ts";
import { isShown, shown } from "../../state/shown.ts";
import { Subject } from "../../state/subject.ts";
import { StructureWorkbench } from "../../structure/StructureWorkbench.tsx";
import { bindToAddress as bindStructure } from "../../structure/session/bindToAddress.ts";
import { createStructureSession } from "../../structure/session/structureSession.ts";
import { structureView } from "../../structure/view.ts";
import { LazyHelp } from "../../tour/LazyHelp.tsx";
import { Tour } from "../../tour/Tour.tsx";
import { keptAddress } from "./keptAddress.ts";

interface ScenesProps {
  /** The step's place in the session: what the scenes' sessions are named after. */
  place: number;
  condition: SessionCondition;
  image: SessionImage | null;
  /** Those that the participant had drawn when the step was opened at this page; null where it was opened before. */
  masks: readonly Mask[] | null;
}

/** Both scenes about one image in one condition, at one step of a session. */
export function scenesOf(props: ScenesProps): ComponentType {
  return () => <Scenes {...props} />;
}

function Scenes(props: ScenesProps) {
  const [scenes] = useState(() => openScenes(props));
  useEffect(() => scenes.close, [scenes]);
  const inPool = view.value === "pool" && isShown("pool");
  const here = inPool ? poolView : structureView;
  return (
    <>
      {inPool ? <PoolWorkbench session={scenes.pool} /> : <StructureWorkbench session={scenes.structure} />}
      <LazyHelp views={isShown("pool") ? [structureView, poolView] : [structureView]} here={here} />
      <Tour of={here} />
    </>
  );
}

/** Sessions of their own for each step: what was drawn, kept or opened at another one is not here. */
function openScenes({ place, condition, image, masks }: ScenesProps) {
  shown.value = condition.shows;
  const address = keptAddress(place);
  keepAddress(address.kept, address.keep);
  if (view.peek() !== "pool") go("structure");
  const subject = new Subject(signal(image && chosenImage(image)), signal(condition.network_id));
  const structure = createStructureSession(`structure-${place}`, subject);
  const pool = createPoolSession(`pool-${place}`, subject);
  const releases = [bindStructure(structure), bindPool(pool)];
  // After the address, which knows nothing of what was drawn elsewhere.
  if (masks) structure.masks.begin(masks);
  return {
    structure,
    pool,
    close: () => {
      for (const release of releases) release();
      pool.dispose();
      keepAddress("", () => {});
      shown.value = null;
    },
  };
}

function chosenImage({ image_id, title }: SessionImage): ChosenImage {
  return {
    imageId: image_id,
    title,
    origin: "sample",
    thumbnailUrl: null,
    width: 0,
    height: 0,
    credit: null,
    note: null,
  };
}
