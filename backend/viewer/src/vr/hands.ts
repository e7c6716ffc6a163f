import { Hand, type Side } from "./hand.ts";

/** Both hands of the person, as a session has them. */
export class Hands {
  readonly left = new Hand("left");
  readonly right = new Hand("right");
  readonly all: readonly [Hand, Hand] = [this.left, this.right];
  private readonly session: XRSession;
  private readonly ending = new AbortController();

  constructor(session: XRSession) {
    this.session = session;
    const options = { signal: this.ending.signal };
    const listen = (kind: string, change: (hand: Hand) => void) =>
      session.addEventListener(kind, (event) => change(this.of((event as XRInputSourceEvent).inputSource)), options);
    listen("selectstart", (hand) => {
      hand.selecting = true;
      hand.changes.push("press");
    });
    listen("selectend", (hand) => {
      hand.selecting = false;
      hand.changes.push("release");
    });
    listen("squeezestart", (hand) => {
      hand.squeezing = true;
    });
    listen("squeezeend", (hand) => {
      hand.squeezing = false;
    });
    // A controller that is laid down for a bare hand, or the other way round, holds nothing.
    session.addEventListener(
      "inputsourceschange",
      ({ removed }) => {
        for (const source of removed) letGo(this.of(source));
      },
      options,
    );
  }

  /** Reads where they are in this frame. */
  read(frame: XRFrame, space: XRReferenceSpace): void {
    for (const hand of this.all) hand.lose();
    for (const source of this.session.inputSources) {
      if (source.targetRayMode !== "screen") this.of(source).read(source, frame, space);
    }
    for (const hand of this.all) {
      // What is out of sight holds nothing.
      if (!hand.tracked) letGo(hand);
    }
  }

  dispose(): void {
    this.ending.abort();
  }

  /** Where a device does not say which hand it is, it is the right one. */
  private of({ handedness }: XRInputSource): Hand {
    return this[(handedness === "left" ? "left" : "right") satisfies Side];
  }
}

function letGo(hand: Hand): void {
  if (hand.selecting) hand.changes.push("release");
  hand.selecting = false;
  hand.squeezing = false;
}
