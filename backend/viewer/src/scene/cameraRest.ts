import { Vector3 } from "three";
import type { Stage } from "./stage.ts";

/** The camera is at rest when it has not moved for this many ms. */
const REST = 200;
/** What is no move, in metres: rounding, as controls turn places into angles and back. */
const STILL = 1e-5;

/** What a scene says of its camera in its own terms, as a link holds it. */
export interface CameraPort<Choice> {
  /** Where the camera is, or is on its way to. */
  choice(): Choice;
  /** Takes it there at once. */
  show(choice: Choice): void;
  /** Is told where it has come to rest. */
  tell(choice: Choice, place: CameraPlace): void;
}

/** Where a camera is and what it looks at: x, y, z each, in metres. */
export interface CameraPlace {
  position: number[];
  target: number[];
}

/** Tells where the camera has come to rest, and takes it to where one says. */
export class CameraRest<Choice> {
  private readonly stage: Stage;
  private readonly port: CameraPort<Choice>;
  private readonly position = new Vector3();
  private readonly target = new Vector3();
  private told: Choice;
  private timer: ReturnType<typeof setTimeout> | undefined;

  /** `beginning` is where the camera is without anyone's doing. */
  constructor(stage: Stage, beginning: Choice, port: CameraPort<Choice>) {
    this.stage = stage;
    this.port = port;
    this.told = beginning;
  }

  /** Looks whether the camera has moved. To be called before a frame. */
  note(): void {
    const { camera, controls } = this.stage;
    const moved = this.position.distanceTo(camera.position) + this.target.distanceTo(controls.target);
    if (moved < STILL) return;
    this.remember();
    this.tellAfterRest();
  }

  /** Takes the camera there, unless it is where it was told to be last. */
  show(choice: Choice): void {
    if (choice === this.told) return;
    this.told = choice;
    this.port.show(choice);
    // Nobody but the page has moved it.
    clearTimeout(this.timer);
    this.remember();
  }

  dispose(): void {
    clearTimeout(this.timer);
  }

  private tellAfterRest(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      // Where frames are slow, the next one may take it further.
      if (this.stage.awaitsFrame) return this.tellAfterRest();
      const choice = this.port.choice();
      if (choice === this.told) return;
      this.told = choice;
      this.port.tell(choice, { position: metres(this.position), target: metres(this.target) });
    }, REST);
  }

  private remember(): void {
    this.position.copy(this.stage.camera.position);
    this.target.copy(this.stage.controls.target);
  }
}

/** To the millimetre. */
function metres(place: Vector3): number[] {
  return place.toArray().map((metre) => Math.round(metre * 1000) / 1000);
}
