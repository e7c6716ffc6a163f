import { effect } from "@preact/signals";
import { Dwell } from "../../state/dwell.ts";
import type { StructureSession } from "../session/structureSession.ts";

/** Lets a study's log hear what a person looks at in a session's scene and panels. Returns what stops that. */
export function followHover({ hand, maps, viewport }: StructureSession): () => void {
  const [clusters, classes, inputs, channels] = [new Dwell(), new Dwell(), new Dwell(), new Dwell()];
  const stops = [
    effect(() => {
      const at = viewport.hovered.value;
      if (!at || at.by === "host") clusters.over(null);
      else clusters.over({ target: "cluster", layer: at.layer, cluster: at.cluster, row: at.row, column: at.column });
    }),
    effect(() => {
      const index = viewport.pointedClass.value;
      classes.over(index === null ? null : { target: "class", index });
    }),
    effect(() => {
      const at = viewport.pointedInput.value;
      // Whoever draws does not look.
      inputs.over(
        at && !hand.drawing ? { target: "input", row: Math.floor(at.row), column: Math.floor(at.column) } : null,
      );
    }),
    effect(() => {
      const [at, layer] = [maps.pointed.value, maps.openLayer.value];
      channels.over(at && layer !== null ? { target: "map", layer, ...at } : null);
    }),
  ];
  return () => {
    for (const stop of stops) stop();
    for (const dwell of [clusters, classes, inputs, channels]) dwell.forget();
  };
}
