import { computed, effect, type ReadonlySignal } from "@preact/signals";
import { Vector3 } from "three";
import { Board } from "./board/Board.ts";
import type { BoardItem } from "./board/boardItem.ts";
import { standBefore } from "./board/standing.ts";
import type { Person, VrBriefing } from "./vrScene.ts";

/** At the left of both scenes, above what stands there; its lower edge so far above the eyes, in metres. */
const BESIDE = { away: 1.2, aside: 0.72, above: 0.1 };
/** 24 mm at 2 m. */
const BESIDE_EM = 0.012 * BESIDE.away;
const COVER = { away: 1, below: 0.15 };
const NONE: readonly BoardItem[] = [];

/** What a page says besides the scene, in the room: on a board beside the scene, and on one in its place. */
export class Briefing {
  readonly beside: Board;
  readonly cover: Board;
  /** What it has for the palette. */
  readonly controls: ReadonlySignal<readonly BoardItem[]>;
  private readonly person: Person;
  /** Where the person was when the board was put before them. */
  private readonly anchor = { head: new Vector3(), heading: 0 };
  private readonly stops: readonly (() => void)[];

  /** `person` is where they are at any time; `onCover` is called when the scene is out of reach from now on. */
  constructor(now: ReadonlySignal<VrBriefing | null>, person: Person, family: string, onCover: () => void) {
    this.person = person;
    this.controls = computed(() => now.value?.controls.value ?? NONE);
    const items = computed(() => now.value?.items.value ?? NONE);
    const cover = computed(() => now.value?.cover.value ?? NONE);
    this.beside = new Board(items, { width: 32, em: BESIDE_EM, family });
    this.cover = new Board(cover, { width: 26, em: 0.016, family });
    this.beside.visible = this.cover.visible = false;
    this.beside.drawAfter(200);
    this.cover.drawAfter(900, true);
    this.stops = [
      effect(() => this.showBeside(items.value.length > 0 && cover.value.length === 0)),
      effect(() => this.showCover(cover.value.length > 0, onCover)),
      // Its height follows its words.
      items.subscribe(() => this.stand()),
    ];
  }

  /** Whether the scene is out of reach. */
  get covers(): boolean {
    return this.cover.visible;
  }

  /** Puts the board before the person again. */
  recentre(): void {
    this.anchor.head.copy(this.person.head);
    this.anchor.heading = this.person.heading;
    this.stand();
    if (this.covers) standBefore(this.cover.mesh, this.person, COVER);
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.beside.dispose();
    this.cover.dispose();
  }

  private showBeside(shown: boolean): void {
    const before = this.beside.visible;
    this.beside.visible = shown;
    if (shown && !before) this.recentre();
  }

  private showCover(shown: boolean, onCover: () => void): void {
    const before = this.covers;
    this.cover.visible = shown;
    if (!shown || before) return;
    standBefore(this.cover.mesh, this.person, COVER);
    onCover();
  }

  /** It grows upwards, so that it hides no more of what is below it. */
  private stand(): void {
    const { away, aside, above } = BESIDE;
    standBefore(this.beside.mesh, this.anchor, { away, aside, below: -above - this.beside.metres.height / 2 });
  }
}
