import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { inWords, whatIsShown } from "../state/shown.ts";
import { tell } from "../state/tell.ts";
import { worded } from "../state/wording.ts";
import type { Topic } from "../ui/viewDescription.ts";
import { Board } from "./board/Board.ts";
import type { BoardButton, BoardItem } from "./board/boardItem.ts";
import { type Standing, standBefore, turnBoard } from "./board/standing.ts";
import type { Person, VrParts } from "./vrScene.ts";
import { topicsInVr } from "./vrTopic.ts";

/** Beside the scene, to the left, where it hides nothing, unless the scene says otherwise. */
const STANDING: Standing = { away: 1.3, aside: 0.7, below: 0.1 };
/** Metres of an em for a metre of distance: 27 mm at 2 m, for it is read at length. */
const EM = 0.0135;
const WIDTH = 28;

/** The tutorial panels in VR: how to move there, then what the scene's elements are, one after the other. */
export class HelpBoard {
  readonly board: Board;
  /** What opens and closes it, for the palette. */
  readonly button: ReadonlySignal<BoardButton>;
  /** The number of the topic that is shown; null where it is closed. */
  private readonly open: Signal<number | null> = signal(null);
  private readonly topics: ReadonlySignal<readonly Topic[]>;
  private readonly person: Person;
  private readonly standing: Standing;
  private readonly stop: () => void;

  constructor(topics: readonly Topic[], { family, person }: VrParts, standing = STANDING) {
    this.person = person;
    this.standing = standing;
    this.topics = computed(() => inWords(whatIsShown(topicsInVr(topics))));
    this.button = computed(() => ({
      kind: "button",
      label: "Help",
      pressed: this.open.value !== null,
      onPress: () => this.show(this.open.peek() === null ? 0 : null),
    }));
    this.board = new Board(
      computed(() => this.items()),
      { width: WIDTH, em: EM * standing.away, family },
    );
    this.stop = effect(() => {
      this.board.visible = this.open.value !== null;
    });
  }

  /** It stands before the person again, where it is open. */
  recentre(person: Person): void {
    standBefore(this.board.mesh, person, this.standing);
  }

  /** The world turns about the person. */
  turn(person: Person, angle: number): void {
    turnBoard(this.board.mesh, person, angle);
  }

  dispose(): void {
    this.stop();
    this.board.dispose();
  }

  private show(number: number | null): void {
    if (this.open.peek() === null) standBefore(this.board.mesh, this.person, this.standing);
    const topic = number === null ? undefined : this.topics.peek()[number];
    if (topic) tell("help_opened", { topic: topic.id });
    this.open.value = topic ? number : null;
  }

  private items(): readonly BoardItem[] {
    const number = this.open.value;
    const all = this.topics.value;
    const topic = number === null ? undefined : all[number];
    if (number === null || !topic) return [];
    return [
      { kind: "title", text: topic.title },
      ...topic.text.map((text): BoardItem => ({ kind: "text", text: worded(text) })),
      { kind: "text", text: `${number + 1} of ${all.length}`, muted: true },
      {
        kind: "row",
        items: [
          { kind: "button", label: "Previous", disabled: number === 0, onPress: () => this.show(number - 1) },
          { kind: "button", label: "Next", disabled: number === all.length - 1, onPress: () => this.show(number + 1) },
          { kind: "button", label: "Close help", onPress: () => this.show(null) },
        ],
      },
    ];
  }
}
