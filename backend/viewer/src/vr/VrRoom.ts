import { computed, effect, type Signal, signal } from "@preact/signals";
import { Color, PerspectiveCamera, Quaternion, Scene, Vector3, WebGLRenderer } from "three";
import { noWebGl } from "../scene/noWebGl.ts";
import { tellSetting } from "../state/choose.ts";
import { publish } from "../state/publish.ts";
import { breakMinutes, darkNow, dominantHand } from "../state/settings.ts";
import { say } from "../ui/notice.ts";
import { token } from "../ui/tokens.ts";
import { Briefing } from "./Briefing.ts";
import { Beam } from "./beams.ts";
import { Board } from "./board/Board.ts";
import type { BoardItem } from "./board/boardItem.ts";
import { BreakReminder } from "./breakReminder.ts";
import { Floor } from "./floor.ts";
import { Hands } from "./hands.ts";
import { Notices } from "./notices.ts";
import { Palette } from "./palette.ts";
import { Pointing } from "./pointing.ts";
import { headingOf } from "./scenePlace.ts";
import { SnapTurn } from "./snapTurn.ts";
import type { Target, VrBriefing, VrOffer, VrScene } from "./vrScene.ts";

/** What drawing a frame costs, both eyes together. */
export interface VrStats {
  drawCalls: number;
  triangles: number;
  textures: number;
  geometries: number;
  frames: number;
  /** Milliseconds of the page's own work in the last frame. */
  last: number;
}

const NO_CONTROLS: readonly BoardItem[] = [];

/** How long a scene stands that the page shows no more, in milliseconds, until another is there in its place. */
const GONE = 400;
/** How much later it is said that there is none. */
const MISSED = 2000;
/** Of all times in VR together: who leaves it for a moment has had no break. */
const REMINDER = new BreakReminder();

/** The room around a person in VR: hands, a palette at the wrist, and whatever scene the page shows. */
export class VrRoom {
  private readonly renderer: WebGLRenderer;
  private readonly leave: () => void;
  private readonly world = new Scene();
  private readonly camera = new PerspectiveCamera(70, 1, 0.02, 100);
  private readonly hands: Hands;
  private readonly beams: readonly Beam[];
  private readonly floor = new Floor();
  private readonly briefing: Briefing;
  private readonly palette: Palette;
  private readonly notices: Notices;
  private readonly pointing: Pointing;
  private readonly turning = new SnapTurn();
  private readonly scene: Signal<VrScene | null> = signal(null);
  private readonly person = { head: new Vector3(0, 1.4, 0), heading: 0 };
  private readonly forward = new Vector3();
  private readonly headTurn = new Quaternion();
  private readonly targets: Target[] = [];
  private readonly goOn = () => {
    REMINDER.restart(performance.now());
    tellSetting("break_proposed", "declined");
    this.notices.withdrawBreak();
  };
  private readonly family = getComputedStyle(document.body).fontFamily;
  private stops: (() => void)[] = [];
  private wanted: VrOffer | null = null;
  private leaving: ReturnType<typeof setTimeout> | undefined;
  private placed = false;
  /** The headset has put its own origin elsewhere. */
  private reset = false;
  private before = 0;
  private readonly work = { frames: 0, last: 0 };

  /** Puts a session's picture onto a headset. Throws a Complaint (`no_webgl`) where the browser has no WebGL 2. */
  static async open(
    session: XRSession,
    offer: Signal<VrOffer | null>,
    briefing: Signal<VrBriefing | null>,
  ): Promise<VrRoom> {
    const canvas = document.createElement("canvas");
    const context = canvas.getContext("webgl2", { antialias: true, alpha: false, xrCompatible: true });
    if (!context) throw noWebGl();
    const renderer = new WebGLRenderer({ canvas, context, antialias: true });
    renderer.xr.enabled = true;
    renderer.xr.setReferenceSpaceType("local-floor");
    // Sharp to the edges: three.js draws these as coarsely as a headset offers, and words stand there.
    renderer.xr.setFoveation(0);
    try {
      await renderer.xr.setSession(session);
    } catch (error) {
      giveBack(renderer);
      throw error;
    }
    return new VrRoom(session, renderer, offer, briefing);
  }

  private constructor(
    session: XRSession,
    renderer: WebGLRenderer,
    offer: Signal<VrOffer | null>,
    briefing: Signal<VrBriefing | null>,
  ) {
    this.renderer = renderer;
    this.hands = new Hands(session);
    this.beams = this.hands.all.map((hand) => new Beam(hand));
    this.pointing = new Pointing(this.hands.left, this.hands.right, dominantHand.peek());
    const controls = computed(() => this.scene.value?.controls.value ?? NO_CONTROLS);
    this.leave = () => void session.end();
    const actions = { leave: this.leave, recentre: () => this.bringHere() };
    this.briefing = new Briefing(briefing, this.person, this.family, () => this.pointing.forget());
    this.palette = new Palette(this.briefing.controls, controls, actions, this.family);
    this.notices = new Notices(this.person, this.family);
    // Over the scene, also where the person stands in the middle of it.
    for (const { board } of [this.palette, this.notices]) board.drawAfter(900, true);
    const { beside, cover } = this.briefing;
    const boards = [this.palette.board, this.notices.board, beside, cover].map(({ mesh }) => mesh);
    this.world.add(this.floor.mesh, ...boards, ...this.beams.map(({ group }) => group));
    this.stops = [
      effect(() => this.colour(darkNow.value)),
      effect(() => void this.show(offer.value)),
      publish("vr", this),
      this.followReset(),
    ];
    renderer.setAnimationLoop((now, frame) => frame && this.frame(now, frame));
  }

  /** The scene that stands in the room; null before its code is here. */
  get shown(): VrScene | null {
    return this.scene.peek();
  }

  /** Where the middle of a button is, in the world's metres; null where it is not to be seen. For tests. */
  whereIs(label: string): number[] | null {
    for (const board of this.boards()) {
      const at = board.visible ? board.whereIs(label) : null;
      if (at) return at.toArray();
    }
    return null;
  }

  /** All that can be read on panels. For tests. */
  words(): string[] {
    const signs = this.scene.peek()?.signs ?? [];
    return [...this.boards(), ...signs].flatMap(({ visible, words }) => (visible ? words : []));
  }

  stats(): VrStats {
    const { render, memory } = this.renderer.info;
    const { calls: drawCalls, triangles } = render;
    return { drawCalls, triangles, textures: memory.textures, geometries: memory.geometries, ...this.work };
  }

  dispose(): void {
    for (const stop of this.stops.reverse()) stop();
    this.stops = [];
    this.renderer.setAnimationLoop(null);
    this.wanted = null;
    clearTimeout(this.leaving);
    this.take(null);
    this.hands.dispose();
    for (const part of [...this.beams, this.floor, this.briefing, this.palette, this.notices]) part.dispose();
    giveBack(this.renderer);
  }

  /** Puts scene and panels before the person again, wherever they sit now and whichever way they look. */
  private recentre(): void {
    this.scene.peek()?.recentre(this.person);
    this.briefing.recentre();
    this.notices.recentre();
  }

  /** The same, as the person wishes it. */
  private bringHere(): void {
    this.recentre();
    this.scene.peek()?.tellPlace();
  }

  /** Brings everything along where the headset puts its own origin elsewhere, as a long press of its button does. */
  private followReset(): () => void {
    const space = this.renderer.xr.getReferenceSpace();
    // Where the person is now, the next frame tells.
    const follow = () => {
      this.reset = true;
    };
    space?.addEventListener("reset", follow);
    return () => space?.removeEventListener("reset", follow);
  }

  /** Brings the scene that the page shows now, as soon as its code is here. */
  private async show(offer: VrOffer | null): Promise<void> {
    this.wanted = offer;
    clearTimeout(this.leaving);
    if (!offer) {
      // Another view of the page follows at once, or none.
      this.leaving = setTimeout(() => this.empty(), GONE);
      return;
    }
    this.notices.withdrawEmpty();
    try {
      const make = await offer.load();
      if (this.wanted !== offer) return;
      this.take(make({ renderer: this.renderer, family: this.family, person: this.person }));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      say(`The scene could not be brought into VR: ${why} Leave VR and load the page again.`);
    }
  }

  /** Takes the scene away, and says that there is none where none comes. */
  private empty(): void {
    this.take(null);
    this.leaving = setTimeout(() => this.notices.sayEmpty(this.leave), MISSED);
  }

  private take(scene: VrScene | null): void {
    const before = this.scene.peek();
    this.pointing.forget();
    if (before) {
      this.world.remove(before.object);
      before.dispose();
    }
    if (scene) this.world.add(scene.object);
    this.scene.value = scene;
    if (scene && this.placed) scene.recentre(this.person);
  }

  private boards(): readonly Board[] {
    const scene = this.scene.peek();
    const own = scene?.targets.filter((target) => target instanceof Board) ?? [];
    const { beside, cover } = this.briefing;
    return [this.notices.board, cover, this.palette.board, beside, ...own];
  }

  private colour(_dark: boolean): void {
    // The page's own theme is set by an effect of its own, so its colours are read when that is done.
    queueMicrotask(() => {
      this.renderer.setClearColor(new Color(token("--canvas")));
      this.floor.colour();
      for (const beam of this.beams) beam.colour();
    });
  }

  private frame(now: number, frame: XRFrame): void {
    const began = performance.now();
    const space = this.renderer.xr.getReferenceSpace();
    const pose = space && frame.getViewerPose(space);
    if (space && pose) this.follow(now, frame, space, pose);
    this.renderer.render(this.world, this.camera);
    this.work.frames += 1;
    this.work.last = performance.now() - began;
  }

  private follow(now: number, frame: XRFrame, space: XRReferenceSpace, { transform }: XRViewerPose): void {
    const { person, pointing, hands } = this;
    const { position, orientation: turn } = transform;
    person.head.set(position.x, position.y, position.z);
    this.headTurn.set(turn.x, turn.y, turn.z, turn.w);
    person.heading = headingOf(this.forward.set(0, 0, -1).applyQuaternion(this.headTurn));
    this.place();
    const scene = this.scene.peek();
    const covered = this.briefing.covers;
    if (scene) scene.object.visible = !covered;
    hands.read(frame, space);
    const angle = this.turning.step(hands);
    if (angle !== 0 && !covered) scene?.turn(person, angle);
    const wrist = dominantHand.peek() === "left" ? hands.right : hands.left;
    this.palette.follow(wrist, person);
    if (covered) this.palette.board.visible = false;
    const inReach = covered || !this.wanted ? null : scene;
    pointing.update(this.reachable(inReach), inReach?.holdable ?? null, this.palette.board.visible ? wrist : null);
    scene?.update(now, Math.min((now - this.before) / 1000, 0.1), person);
    this.before = now;
    this.beams.forEach((beam, place) => {
      const side = place === 0 ? "left" : "right";
      beam.follow(pointing.points(side), pointing.reach(side), frame, space);
    });
    this.mindBreak(now);
  }

  /** Puts everything before the person in the first frame, and where the headset's origin is another. */
  private place(): void {
    if (this.placed && !this.reset) return;
    this.floor.under(this.person);
    if (this.placed) this.bringHere();
    else this.recentre();
    this.placed = true;
    this.reset = false;
  }

  /** Proposes a break when it is time, until the person goes on without one, or has had it. */
  private mindBreak(now: number): void {
    const { notices } = this;
    const due = REMINDER.isDue(now, breakMinutes.peek());
    if (due && notices.silent) notices.proposeBreak(this.goOn);
    else if (!due && notices.proposesBreak) {
      if (REMINDER.rested) tellSetting("break_proposed", "taken");
      notices.withdrawBreak();
    }
  }

  /** What hands can meet, in a list that is used again. */
  private reachable(scene: VrScene | null): readonly Target[] {
    const { targets } = this;
    targets.length = 0;
    targets.push(this.notices.board, this.briefing.cover, this.palette.board);
    if (!this.briefing.covers) targets.push(this.briefing.beside);
    if (scene) for (const target of scene.targets) targets.push(target);
    return targets;
  }
}

/** Gives back what it holds of the graphics processor. */
function giveBack(renderer: WebGLRenderer): void {
  renderer.dispose();
  renderer.forceContextLoss();
}
