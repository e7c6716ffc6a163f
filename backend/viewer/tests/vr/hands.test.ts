import { expect, it } from "vitest";
import { Hands } from "../../src/vr/hands.ts";

/** A session whose events are sent by the test. */
class Session extends EventTarget {
  readonly inputSources: XRInputSource[] = [];

  send(kind: string, content: object): void {
    this.dispatchEvent(Object.assign(new Event(kind), content));
  }
}

const NO_FRAME = {} as XRFrame;
const NO_SPACE = {} as XRReferenceSpace;

it("lets go with what is laid down in the middle of a press, and with what is out of sight", () => {
  const session = new Session();
  const hands = new Hands(session as unknown as XRSession);
  const inputSource = { handedness: "right", targetRayMode: "tracked-pointer" } as XRInputSource;
  const { right } = hands;
  for (const end of [
    () => session.send("inputsourceschange", { added: [], removed: [inputSource] }),
    () => hands.read(NO_FRAME, NO_SPACE),
  ]) {
    session.send("selectstart", { inputSource });
    session.send("squeezestart", { inputSource });
    expect([right.selecting, right.squeezing]).toEqual([true, true]);
    end();
    expect([right.selecting, right.squeezing]).toEqual([false, false]);
    expect(right.changes.splice(0)).toEqual(["press", "release"]);
  }
  hands.dispose();
});
