import type { PoolScene } from "../scene/PoolScene.ts";

const TURN = Math.PI / 24;
const PAN = 0.06;
const ZOOM = 1.2;

const ARROWS: Record<string, readonly [number, number]> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

/** Moves the view as a key says: arrows pan, with Shift they turn, plus and minus zoom, F fits, Home goes back. */
export function moveByKey(scene: PoolScene, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  const arrow = ARROWS[event.key];
  if (arrow) {
    const [right, up] = arrow;
    if (event.shiftKey) scene.orbitBy(right * TURN, up * TURN);
    else scene.panBy(right * PAN, up * PAN);
    return true;
  }
  const moves: Record<string, () => void> = {
    "+": () => scene.zoomBy(1 / ZOOM),
    "=": () => scene.zoomBy(1 / ZOOM),
    "-": () => scene.zoomBy(ZOOM),
    f: () => scene.fit(),
    F: () => scene.fit(),
    Home: () => scene.home(),
  };
  const move = moves[event.key];
  move?.();
  return move !== undefined;
}
