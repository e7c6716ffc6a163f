import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import { Quaternion, Vector3 } from "three";
import { go, view } from "../state/address.ts";
import { choose } from "../state/choose.ts";
import { BREAK_CHOICES, breakMinutes, dominantHand } from "../state/settings.ts";
import { isShown } from "../state/shown.ts";
import { SCENE_TITLES } from "../ui/viewDescription.ts";
import { Board } from "./board/Board.ts";
import type { BoardItem } from "./board/boardItem.ts";
import { faceTo } from "./board/standing.ts";
import type { Hand } from "./hand.ts";
import type { Person } from "./vrScene.ts";

/** How far above the wrist it stands, in metres. */
const ABOVE = 0.12;
/** Size of an em, in metres: fingers are near it. */
const EM = 0.0075;
const WIDTH = 30;
/** It comes when the back of the wrist is turned to the eyes, as at a watch, and goes later, so that it does not flicker. */
const COMES = Math.cos((45 * Math.PI) / 180);
const STAYS = Math.cos((65 * Math.PI) / 180);

export interface PaletteActions {
  leave(): void;
  recentre(): void;
}

/** The palette at a person's wrist: which scene, what the scene offers, and what concerns VR itself. */
export class Palette {
  readonly board: Board;
  private readonly settings: Signal<boolean> = signal(false);
  private readonly towards = new Vector3();
  private readonly face = new Vector3();
  private readonly turn = new Quaternion();

  /** `above` stands above all else, `controls` are the scene's. */
  constructor(
    above: ReadonlySignal<readonly BoardItem[]>,
    controls: ReadonlySignal<readonly BoardItem[]>,
    actions: PaletteActions,
    family: string,
  ) {
    const items = computed(() => [
      ...above.value,
      ...sceneButtons(),
      ...(this.settings.value ? settingItems() : controls.value),
      ...this.roomButtons(actions),
    ]);
    this.board = new Board(items, { width: WIDTH, em: EM, family });
    this.board.visible = false;
  }

  /** Follows the wrist; it is there while the person looks at it. */
  follow(hand: Hand, { head }: Person): void {
    const { mesh } = this.board;
    if (!hand.tracked || hand.squeezing) {
      this.board.visible = false;
      return;
    }
    this.towards.copy(head).sub(hand.grip).normalize();
    // A grip's x axis goes out of the left palm, and into the right one.
    this.face.set(hand.side === "left" ? -1 : 1, 0, 0).applyQuaternion(hand.gripTurn);
    this.board.visible = this.face.dot(this.towards) >= (this.board.visible ? STAYS : COMES);
    mesh.position.copy(hand.grip);
    mesh.position.y += ABOVE + this.board.metres.height / 2;
    faceTo(mesh.quaternion, this.towards.copy(head).sub(mesh.position), this.turn);
  }

  dispose(): void {
    this.board.dispose();
  }

  private roomButtons({ leave, recentre }: PaletteActions): BoardItem[] {
    const { settings } = this;
    return [
      {
        kind: "row",
        items: [
          { kind: "button", label: "Bring here", onPress: recentre },
          {
            kind: "button",
            label: "Comfort",
            pressed: settings.value,
            onPress: () => {
              settings.value = !settings.value;
            },
          },
          { kind: "button", label: "Leave VR", onPress: leave },
        ],
      },
    ];
  }
}

/** What leads to the scenes, where there are several. Subscribes. */
export function sceneButtons(): BoardItem[] {
  if (!isShown("pool")) return [];
  const names = ["structure", "pool"] as const;
  return [
    {
      kind: "row",
      items: names.map((name) => ({
        kind: "button",
        label: SCENE_TITLES[name],
        pressed: view.value === name,
        onPress: () => go(name),
      })),
    },
  ];
}

function settingItems(): BoardItem[] {
  const minutes = (count: number) => (count === 0 ? "Never" : `${count} min`);
  return [
    { kind: "text", text: "The hand that draws", muted: true },
    {
      kind: "row",
      items: (["left", "right"] as const).map((side) => ({
        kind: "button",
        label: side === "left" ? "Left" : "Right",
        pressed: dominantHand.value === side,
        onPress: () => choose("dominant_hand", dominantHand, side),
      })),
    },
    { kind: "text", text: "Propose a break after", muted: true },
    {
      kind: "row",
      items: BREAK_CHOICES.map((count) => ({
        kind: "button",
        label: minutes(count),
        pressed: breakMinutes.value === count,
        onPress: () => choose("break_minutes", breakMinutes, count),
      })),
    },
  ];
}
