import { effect } from "@preact/signals";
import { Group, type WebGLRenderer } from "three";
import { cssColour } from "../../scene/cssColour.ts";
import { TextMesh } from "../../scene/textMesh.ts";
import { darkNow } from "../../state/settings.ts";
import { token } from "../../ui/tokens.ts";
import type { Sign } from "../vrScene.ts";
import { BOARD_RADIUS } from "./boardDrawing.ts";
import { GAP, LINE, linesOf, PADDING, TITLE } from "./boardLayout.ts";
import { Plate } from "./Plate.ts";

/** What stands on a panel of words. `changing` words are seldom the same twice, as numbers are. */
export interface PanelText {
  readonly kind: "title" | "text";
  readonly text: string;
  readonly muted?: boolean;
  readonly changing?: boolean;
}

export interface WordPanelOptions {
  readonly renderer: WebGLRenderer;
  readonly family: string;
  /** In em; longer lines are broken. */
  readonly width: number;
}

/** How far below a line's middle its baseline is, in em. */
const BASELINE = 0.35;

/**
 * A small panel of words that follow a hand. It is no picture: only the places of its letters go to the graphics
 * processor when they change. Its unit is an em, its middle the origin of `object`.
 */
export class WordPanel implements Sign {
  readonly object = new Group();
  /** In em. */
  width = 0;
  height = 0;
  private readonly most: number;
  private readonly plate = new Plate({ radius: BOARD_RADIUS, thickness: 0.08 });
  private readonly text: TextMesh;
  private shown: readonly string[] = [];
  private readonly stop: () => void;

  constructor({ renderer, family, width }: WordPanelOptions) {
    this.most = width;
    this.text = new TextMesh(renderer, family, 1);
    this.text.keepLegible();
    this.object.add(this.plate.mesh, this.text.mesh);
    this.stop = effect(() => {
      darkNow.value;
      this.plate.colour({ fill: token("--surface"), line: token("--line-strong") });
      this.text.setColours(cssColour(token("--text")), cssColour(token("--text-muted")), cssColour(token("--accent")));
    });
  }

  get visible(): boolean {
    return this.object.visible;
  }

  set visible(on: boolean) {
    this.object.visible = on;
  }

  /** All that it says, a line for each. */
  get words(): readonly string[] {
    return this.shown;
  }

  /** Draws it after all with a lower order. */
  drawAfter(order: number): void {
    this.plate.mesh.renderOrder = order;
    this.text.mesh.renderOrder = order;
  }

  /** Draws its letters for an em of so many device pixels, where they are of another size. */
  keepSharp(emPixels: number): void {
    if (!this.text.outgrown(emPixels)) return;
    this.text.sharpen(emPixels);
    this.text.update();
  }

  say(texts: readonly PanelText[]): void {
    this.shown = texts.map(({ text }) => text);
    const { text: mesh, most } = this;
    const lines = texts.flatMap((one) => {
      const line = lineOf(one);
      const measure = (text: string) => mesh.lengthOf({ ...line, text });
      return linesOf(one.text, most - 2 * PADDING, measure).map((text, k) => ({ ...line, text, first: k === 0 }));
    });
    let y = -PADDING;
    for (const [k, line] of lines.entries()) {
      if (k > 0 && line.first) y -= GAP;
      line.y = y - (LINE / 2 + BASELINE) * line.size;
      y -= LINE * line.size;
    }
    this.width = Math.max(0, ...lines.map((line) => mesh.lengthOf(line))) + 2 * PADDING;
    this.height = PADDING - y;
    for (const line of lines) line.y += this.height / 2;
    this.plate.resize(this.width, this.height);
    mesh.set("words", lines);
    mesh.update();
  }

  dispose(): void {
    this.stop();
    this.plate.dispose();
    this.text.dispose();
  }
}

function lineOf({ kind, muted = false, changing = false }: PanelText) {
  const title = kind === "title";
  return {
    text: "",
    x: 0,
    y: 0,
    size: title ? TITLE : 1,
    weight: title ? (600 as const) : (400 as const),
    colour: muted ? ("muted" as const) : ("text" as const),
    align: "centre" as const,
    byLetter: changing,
  };
}
