import type { ReadonlySignal } from "@preact/signals";
import type { Object3D, Ray, Vector3, WebGLRenderer } from "three";
import type { SceneName } from "../state/tell.ts";
import type { BoardItem } from "./board/boardItem.ts";
import type { Hand } from "./hand.ts";
import type { ScenePlace } from "./scenePlace.ts";

/** Something that a hand's ray or a finger can meet. Rays are the world's; their directions have length 1. */
export interface Target {
  /**
   * It is a part of the scene that hands take hold of: a bare hand's pinch upon it presses it only where the hand stays,
   * and takes hold of the scene where it moves.
   */
  readonly holdable?: boolean;
  /** How far along the ray it is met, in metres of the world; null where it is not. */
  meet(ray: Ray): number | null;
  /** It is pointed at along this ray, in every frame; once null when it is no more. */
  hover?(ray: Ray | null, hand: Hand): void;
  /** The trigger is pressed, or fingers are pinched, upon it: true where it has the ray until they are released. */
  press?(ray: Ray, hand: Hand): boolean;
  drag?(ray: Ray, hand: Hand): void;
  release?(ray: Ray, hand: Hand): void;
}

/** A panel that is only read: hands reach through it. */
export interface Sign {
  readonly visible: boolean;
  /** All that can be read on it. */
  readonly words: readonly string[];
}

/** What hands can take hold of: by the grip, or by pinching where nothing else is. */
export interface Holdable {
  /** Hands take hold anew, at these places of the world: whenever one takes hold or lets go; none at the end. */
  grip(hands: readonly Vector3[]): void;
  /** The hands that hold it have moved. */
  move(hands: readonly Vector3[]): void;
}

/** Where a person is in the room: the world's metres, and how far the head is turned, in radians to the left. */
export interface Person {
  readonly head: Vector3;
  readonly heading: number;
}

/** A scene as it stands around a person in VR. What it shows and changes is its view's session, as on the page. */
export interface VrScene {
  readonly name: NonNullable<SceneName>;
  /** What is drawn, in the world's coordinates. */
  readonly object: Object3D;
  readonly targets: readonly Target[];
  readonly signs?: readonly Sign[];
  readonly holdable: Holdable;
  /** What the palette at the wrist offers in this scene. */
  readonly controls: ReadonlySignal<readonly BoardItem[]>;
  /** Puts everything before the person, as at first. */
  recentre(person: Person): void;
  /** The world turns about the person, in radians to the left. */
  turn(person: Person, angle: number): void;
  /** Tells a study's log where the person has taken it, as `camera_moved`: from where they look at what, in the scene's metres. */
  tellPlace(): void;
  /** Before each frame: the time in ms, the seconds since the frame before, and the head. Creates nothing. */
  update(now: number, seconds: number, person: Person): void;
  dispose(): void;
}

/** What a scene is made with. */
export interface VrParts {
  readonly renderer: WebGLRenderer;
  /** The page's font. */
  readonly family: string;
  /** Where the person is now. */
  readonly person: Person;
}

/** A view's scene in VR; its code is fetched when it is called. */
export interface VrOffer {
  readonly name: NonNullable<SceneName>;
  readonly load: () => Promise<(parts: VrParts) => VrScene>;
}

/** What a page says besides its scene, and has a person do: the task of a study. */
export interface VrBriefing {
  /** On a board beside the scene; none where there is no board. */
  readonly items: ReadonlySignal<readonly BoardItem[]>;
  /** At the wrist, above all else. */
  readonly controls: ReadonlySignal<readonly BoardItem[]>;
  /** Before the eyes, and in the place of all else: nothing of the scene is in reach; null where it is. */
  readonly cover: ReadonlySignal<readonly BoardItem[] | null>;
}

export type { ScenePlace };
