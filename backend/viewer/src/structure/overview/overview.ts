import { batch, computed, type Signal, signal } from "@preact/signals";
import { overviewGrid, type Room } from "../../geometry/overviewLayout.ts";
import { choose } from "../../state/choose.ts";
import type { Answers } from "../answers/answers.ts";
import type { Display } from "../display/display.ts";
import { cellsAt, levelsOf, type OverviewLevel } from "./cells.ts";

/** Panels of a column of which nothing is known yet. */
const USUAL_PANELS = 3;

/** All layers of a session at once: how finely, which part of the network, and how they stand in the room there is. */
export class Overview {
  /** How finely the person wants it; null for as finely as can be read. */
  readonly level: Signal<OverviewLevel | null> = signal(null);
  /** The section that alone is shown; null for the whole network. */
  readonly chosenSection: Signal<string | null> = signal(null);
  readonly room: Signal<Room> = signal({ width: 0, height: 0 });
  /** The same, where the network shown has such a section. */
  readonly section = computed(() => {
    const section = this.chosenSection.value;
    return this.display.columnLayers.value.some((layer) => layer.section === section) ? section : null;
  });
  /** The levels that differ. */
  readonly levels = computed(() => levelsOf(this.display.columnLayers.value));
  /** The level shown: what was chosen, else the finest at which everything can be read at once. */
  readonly levelShown = computed<OverviewLevel>(() => {
    if (this.section.value !== null) return "layers";
    const levels = this.levels.value;
    const chosen = levels.find((level) => level === this.level.value);
    const fits = levels.findLast((level) => !this.gridAt(level).scrolls);
    return chosen ?? fits ?? levels[0] ?? "layers";
  });
  readonly cells = computed(() => this.cellsOf(this.levelShown.value));
  /** How the cells stand. */
  readonly grid = computed(() => this.gridAt(this.levelShown.value));
  private readonly display: Display;
  /** The most panels of any column. */
  private readonly panels = computed(() =>
    this.answers.columns.value.reduce((most, column) => Math.max(most, column?.clusters.length ?? 0), 0),
  );
  private readonly answers: Answers;

  constructor(display: Display, answers: Answers) {
    this.display = display;
    this.answers = answers;
  }

  /** Shows one section alone, or with null the whole network. */
  enter(section: string | null): void {
    choose("overview_section", this.chosenSection, section, section ?? "all");
  }

  /** Shows the whole network as finely as can be read. */
  home(): void {
    batch(() => {
      this.enter(null);
      choose("overview_level", this.level, null, "fitting");
    });
  }

  /** Goes a level finer (1) or coarser (−1); from a section back to the whole. */
  step(by: 1 | -1): void {
    if (this.section.peek() !== null) {
      if (by < 0) this.enter(null);
      return;
    }
    const levels = this.levels.peek();
    const next = levels[levels.indexOf(this.levelShown.peek()) + by];
    if (next) choose("overview_level", this.level, next);
  }

  private cellsOf(level: OverviewLevel) {
    return cellsAt(this.display.columnLayers.value, level, this.section.value);
  }

  private gridAt(level: OverviewLevel) {
    const cells = this.cellsOf(level);
    const detailed = cells.some(({ detail }) => detail !== "");
    return overviewGrid(this.room.value, {
      cells: cells.length,
      pictures: this.panels.value || USUAL_PANELS,
      detailed,
    });
  }
}
