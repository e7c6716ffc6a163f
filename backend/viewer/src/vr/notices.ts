import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { connection, retryNow } from "../state/connection.ts";
import { BACK, BACK_STANDS, LOST_STAYS, lostWords, RETRY } from "../state/connectionWords.ts";
import { notice } from "../ui/notice.ts";
import { Board } from "./board/Board.ts";
import type { BoardItem } from "./board/boardItem.ts";
import { standBefore } from "./board/standing.ts";
import { sceneButtons } from "./palette.ts";
import type { Person } from "./vrScene.ts";

/** How far before the eyes a notice stands, and how far below them, in metres. */
const STANDING = { away: 1, below: 0.25 };
const WIDTH = 26;
const EM = 0.016;
const TOKEN = "The server asks for its token. Leave VR to give it.";
const EMPTY = "What the page shows now cannot be seen in VR.";

/**
 * What is said before the person's eyes: of the server first, then what the page says for a moment, then that there is no
 * scene, then of a break.
 */
export class Notices {
  readonly board: Board;
  private readonly server: Signal<readonly BoardItem[]> = signal([]);
  private readonly empty: Signal<readonly BoardItem[]> = signal([]);
  private readonly proposed: Signal<readonly BoardItem[]> = signal([]);
  private readonly items: ReadonlySignal<readonly BoardItem[]> = computed(() => {
    if (this.server.value.length > 0) return this.server.value;
    if (notice.value !== null) return [{ kind: "text", text: notice.value }];
    return this.empty.value.length > 0 ? this.empty.value : this.proposed.value;
  });
  private readonly person: Person;
  private readonly stops: readonly (() => void)[];

  constructor(person: Person, family: string) {
    this.person = person;
    this.board = new Board(this.items, { width: WIDTH, em: EM, family });
    this.stops = [
      followServer(this.server),
      effect(() => {
        this.board.visible = this.items.value.length > 0;
        if (this.board.visible) this.recentre();
      }),
    ];
  }

  /** Stands before the person again. */
  recentre(): void {
    standBefore(this.board.mesh, this.person, STANDING);
  }

  /** Whether nothing is said. */
  get silent(): boolean {
    return this.items.peek().length === 0;
  }

  /** Whether a break is proposed. */
  get proposesBreak(): boolean {
    return this.proposed.peek().length > 0;
  }

  /** Says that a break is good; `onGoOn` is called when the person goes on without one. */
  proposeBreak(onGoOn: () => void): void {
    this.proposed.value = [
      { kind: "text", text: "A break is good for your eyes now. Take the headset off for a minute, or go on." },
      { kind: "button", label: "Go on", onPress: onGoOn },
    ];
  }

  /** Proposes no break any more. */
  withdrawBreak(): void {
    this.proposed.value = [];
  }

  /** Says that the page shows no scene; `leave` takes the person out of VR. */
  sayEmpty(leave: () => void): void {
    this.empty.value = [
      { kind: "text", text: EMPTY },
      ...sceneButtons(),
      { kind: "button", label: "Leave VR", onPress: leave },
    ];
  }

  /** There is a scene again. */
  withdrawEmpty(): void {
    this.empty.value = [];
  }

  dispose(): void {
    for (const stop of this.stops) stop();
    this.board.dispose();
  }
}

/** Says, as the page's banner does, that the server is gone, and for a moment that it is back. */
function followServer(said: Signal<readonly BoardItem[]>): () => void {
  let gone = false;
  let back: ReturnType<typeof setTimeout> | undefined;
  const stop = effect(() => {
    const { status, complaint } = connection.value;
    if (status === "lost") gone = true;
    clearTimeout(back);
    if (status === "token") said.value = [{ kind: "text", text: TOKEN }];
    else if (status === "lost" || (status === "connecting" && gone)) said.value = lostItems(lostWords(complaint));
    else if (!gone) said.value = [];
    else {
      gone = false;
      said.value = [{ kind: "text", text: BACK }];
      back = setTimeout(() => {
        said.value = [];
      }, BACK_STANDS);
    }
  });
  return () => {
    stop();
    clearTimeout(back);
  };
}

function lostItems(reason: string): BoardItem[] {
  return [
    { kind: "title", text: reason },
    { kind: "text", text: LOST_STAYS },
    { kind: "button", label: RETRY, onPress: retryNow },
  ];
}
