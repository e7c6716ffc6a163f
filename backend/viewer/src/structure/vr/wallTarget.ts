import { type Ray, Vector2 } from "three";
import type { Target as RoomTarget } from "../../vr/vrScene.ts";
import type { Maps } from "../maps/maps.ts";
import type { PanelName } from "../scene/events.ts";
import { pick, type Shown, type Target } from "../scene/picking.ts";
import type { StructureDrawing } from "../scene/structureDrawing.ts";
import type { Wall } from "./wall.ts";

/** Where a ray has met the wall, and what is there. */
interface Spot {
  readonly point: Vector2;
  distance: number | null;
  /** What was shown when it was looked at; null before. */
  shown: Shown | null;
  found: Target | null;
  /** The same where it is drawn; null where it is behind the person. */
  target: Target | null;
}

/** The columns and classes on the wall, to be pointed at. What is there is decided as on the page. */
export class WallTarget implements RoomTarget {
  readonly holdable = true;
  private readonly wall: Wall;
  private readonly drawing: StructureDrawing;
  private readonly maps: Maps;
  private readonly spots = new WeakMap<Ray, Spot>();
  private readonly point = new Vector2();
  private hovered: Target | null = null;

  constructor(wall: Wall, drawing: StructureDrawing, maps: Maps) {
    this.wall = wall;
    this.drawing = drawing;
    this.maps = maps;
  }

  meet(ray: Ray): number | null {
    const { target, distance } = this.at(ray);
    return target ? distance : null;
  }

  hover(ray: Ray | null): void {
    const target = ray ? this.at(ray).target : null;
    if (target === this.hovered) return;
    this.hovered = target;
    const pixel = target?.kind === "panel" ? target.pixel : null;
    const panel = this.panelOf(target);
    this.drawing.setHover(panel && pixel ? { ...panel, ...pixel } : null, "pointer");
    this.drawing.setHoveredClass(target?.kind === "class" ? target.k : null);
  }

  press(ray: Ray): boolean {
    const panel = this.panelOf(this.at(ray).target);
    if (panel) this.maps.open(panel.layer, panel.cluster);
    return false;
  }

  private panelOf(target: Target | null): PanelName | null {
    const column = target?.kind === "panel" ? this.drawing.columns.list[target.position] : undefined;
    return target?.kind === "panel" && column ? { layer: column.name, cluster: target.cluster } : null;
  }

  /** What a ray meets. It is looked at anew only where the ray or the scene is another. */
  private at(ray: Ray): Spot {
    const spot = this.spotOf(ray);
    const shown = this.drawing.shown();
    spot.distance = this.wall.meet(ray, this.point);
    if (spot.distance === null) {
      spot.target = null;
      return spot;
    }
    const other = spot.shown !== shown;
    if (other || !spot.point.equals(this.point)) {
      spot.shown = shown;
      spot.point.copy(this.point);
      const found = pick(this.point, shown);
      if (other || !isSame(found, spot.found)) spot.found = found;
    }
    spot.target = this.isDrawn(spot.found) ? spot.found : null;
    return spot;
  }

  private spotOf(ray: Ray): Spot {
    let spot = this.spots.get(ray);
    if (!spot) {
      spot = { point: new Vector2(Number.NaN), distance: null, shown: null, found: null, target: null };
      this.spots.set(ray, spot);
    }
    return spot;
  }

  /** Whether something is on the wall and not behind the person. The input stands elsewhere. */
  private isDrawn(target: Target | null): boolean {
    if (!this.wall.object.visible) return false;
    const { from, to } = this.wall.shown;
    if (target?.kind === "panel") return target.position >= from && target.position <= to;
    return target?.kind === "class" && to >= this.drawing.columns.list.length;
  }
}

function isSame(a: Target | null, b: Target | null): boolean {
  if (a?.kind === "class") return b?.kind === "class" && a.k === b.k;
  if (a?.kind !== "panel" || b?.kind !== "panel") return false;
  const samePixel = a.pixel?.row === b.pixel?.row && a.pixel?.column === b.pixel?.column;
  return a.position === b.position && a.cluster === b.cluster && samePixel;
}
