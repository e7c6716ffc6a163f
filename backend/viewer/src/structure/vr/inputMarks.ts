import { computed, effect } from "@preact/signals";
import { Group } from "three";
import { SCENES } from "../../geometry/scenes.ts";
import { mapExtent } from "../../geometry/structureLayout.ts";
import { valueIn } from "../../state/loadable.ts";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import { Plate } from "../../vr/board/Plate.ts";
import { topmostAt } from "../masks/mask.ts";
import { maskEdges, segmentAt, segmentRuns } from "../masks/segments.ts";
import type { StructureSession } from "../session/structureSession.ts";
import { LineMesh } from "./LineMesh.ts";

/** Lines are so many times as thick as the input's longer side: as on the page. */
const THIN = 1 / 200;
const THICK = 2 * THIN;
/** White, beside the accent, so that a line is seen on any picture. */
const SHADOW = "rgb(255 255 255 / 85%)";
const SUPERPIXELS = "rgb(255 255 255 / 55%)";
/** Drawn after the input and the wall, and before panels. */
const ORDER = 10;

/** What is drawn over the input in VR, as the page's editor does: outlines of masks and superpixels, and the brush. */
export class InputMarks {
  /** To stand where the input does, whose middle is its origin. */
  readonly object = new Group();
  private readonly superpixels = new LineMesh();
  private readonly masks = new LineMesh();
  /** The mask or the superpixel that a press would change. */
  private readonly pointed = new LineMesh();
  private readonly ring = [
    new Plate({ radius: Number.MAX_VALUE, thickness: 3 }),
    new Plate({ radius: Number.MAX_VALUE, thickness: 1.5 }),
  ] as const;
  private readonly brush = new Group();
  private readonly stops: readonly (() => void)[];

  constructor(session: StructureSession) {
    const { superpixels, masks, pointed, ring, brush } = this;
    brush.add(...ring.map(({ mesh }) => mesh));
    this.object.add(superpixels.mesh, masks.mesh, pointed.mesh, brush);
    [superpixels.mesh, masks.mesh, pointed.mesh, ...ring.map(({ mesh }) => mesh)].forEach((mesh, place) => {
      mesh.renderOrder = ORDER + place;
    });
    const longer = computed(() => {
      const size = session.inputs.preview.value;
      return size ? Math.max(size.height, size.width) : null;
    });
    this.stops = [
      effect(() => {
        darkNow.value;
        this.colour();
      }),
      effect(() => this.stand(session)),
      effect(() => this.drawMasks(session, longer.value ?? 0)),
      effect(() => this.drawSuperpixels(session, longer.value ?? 0)),
      effect(() => this.drawPointed(session, longer.value ?? 0)),
      effect(() => this.placeBrush(session, longer.value ?? 0)),
    ];
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    for (const part of [this.superpixels, this.masks, this.pointed, ...this.ring]) part.dispose();
  }

  private colour(): void {
    const accent = token("--accent");
    this.superpixels.colour(SUPERPIXELS, SUPERPIXELS);
    this.masks.colour(accent, accent);
    this.pointed.colour(SHADOW, accent);
    const [outer, inner] = this.ring;
    outer.colour({ line: SHADOW });
    inner.colour({ line: accent });
  }

  /** Its unit is a pixel of the input, its origin the input's top left corner. */
  private stand({ inputs }: StructureSession): void {
    const size = inputs.preview.value;
    this.object.visible = size !== null;
    if (!size) return;
    const extent = mapExtent(size, SCENES.structure.input_side);
    this.object.position.set(-extent.width / 2, extent.height / 2, 0);
    this.object.scale.setScalar(extent.width / size.width);
  }

  private drawMasks({ masks }: StructureSession, longer: number): void {
    const edges = masks.live.value.flatMap(({ mask }) => maskEdges(mask));
    this.masks.set([{ edges, thickness: THIN * longer, tone: 1 }]);
  }

  private drawSuperpixels({ superpixels }: StructureSession, longer: number): void {
    // Nothing with another tool in hand.
    const found = valueIn(superpixels.outlined.value);
    this.superpixels.set(found ? [{ edges: found.edges, thickness: 0.7 * THIN * longer, tone: 0, blunt: true }] : []);
  }

  private drawPointed({ hand, masks, superpixels, tools, viewport }: StructureSession, longer: number): void {
    const at = viewport.pointedInput.value;
    const [tool, listed] = [tools.inHand.value, hand.marked.value];
    const segments = tool === "superpixel" ? superpixels.segments.value : null;
    const segment = segments && at && segmentAt(segments, at.row, at.column);
    if (segments && segment !== null) {
      this.pointed.colour(SHADOW, `color-mix(in srgb, ${token("--accent")} 40%, transparent)`);
      this.pointed.set([{ edges: segmentRuns(segments, segment), thickness: 1, tone: 1, blunt: true }]);
      return;
    }
    this.pointed.colour(SHADOW, token("--accent"));
    const under = (tool === "eraser" || tool === "move") && at ? topmostAt(masks.live.value, at.row, at.column) : null;
    const marked = masks.live.value.find(({ id }) => id === listed) ?? under;
    const edges = marked ? maskEdges(marked.mask) : [];
    const thickness = THICK * longer;
    this.pointed.set([
      { edges, thickness: 2 * thickness, tone: 0 },
      { edges, thickness, tone: 1 },
    ]);
  }

  /** The brush in its true size where a hand points. Its unit is a thin line. */
  private placeBrush({ tools, viewport }: StructureSession, longer: number): void {
    const at = viewport.pointedInput.value;
    this.brush.visible = at !== null && tools.inHand.value === "brush";
    if (!at) return;
    const line = THIN * longer;
    this.brush.scale.setScalar(line);
    this.brush.position.set(at.column + 0.5, -at.row - 0.5, 0);
    const diameter = tools.brushSize.value / line;
    const [outer, inner] = this.ring;
    outer.resize(diameter + 3, diameter + 3);
    inner.resize(diameter + 1.5, diameter + 1.5);
  }
}
