import { Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { MAX_SCALE, MIN_SCALE, SceneGrab } from "../../src/vr/sceneGrab.ts";
import { headingOf, placeBefore, type ScenePlace, toRoom, toScene, turnAbout } from "../../src/vr/scenePlace.ts";

const somewhere = (): ScenePlace => ({ position: new Vector3(0.3, 0.8, -1.1), turn: 0.7, scale: 0.45 });

function expectAt(found: Vector3, wanted: Vector3): void {
  expect(found.distanceTo(wanted), `${found.toArray()} is not ${wanted.toArray()}`).toBeLessThan(1e-9);
}

describe("a place", () => {
  it("leads into the room and back", () => {
    const point = new Vector3(0.4, -0.2, 1.3);
    expectAt(toScene(somewhere(), toRoom(somewhere(), point.clone())), point);
  });

  it("before a person has its point straight ahead, and faces them", () => {
    const person = { head: new Vector3(1, 1.3, 2), heading: Math.PI / 2 };
    const point = new Vector3(1, 1.4, 0);
    const place = placeBefore(person, point, { away: 1.2, below: 0.1, scale: 0.6 });
    // Who is turned a quarter to the left looks along -x.
    expectAt(toRoom(place, point.clone()), new Vector3(1 - 1.2, 1.2, 2));
    const towards = toRoom(place, point.clone().add(new Vector3(0, 0, 1))).sub(toRoom(place, point.clone()));
    expectAt(towards.normalize(), new Vector3(1, 0, 0));
  });

  it("is turned about a person at the same distance", () => {
    const place = somewhere();
    const head = new Vector3(0, 1.2, 0);
    const before = toRoom(place, new Vector3(1, 0, 0)).sub(head);
    turnAbout(place, head, Math.PI / 6);
    const after = toRoom(place, new Vector3(1, 0, 0)).sub(head);
    expect(after.length()).toBeCloseTo(before.length(), 12);
    expect(headingOf(after) - headingOf(before)).toBeCloseTo(Math.PI / 6, 12);
  });
});

describe("what is held", () => {
  it.each([
    ["by one hand", [new Vector3(0.1, 1, -0.4)], [new Vector3(-0.5, 1.3, -0.2)]],
    [
      "by two, that turn and part",
      [new Vector3(-0.2, 1, -0.5), new Vector3(0.2, 1, -0.5)],
      [new Vector3(-0.3, 1.1, -0.2), new Vector3(0.1, 1.1, -0.7)],
    ],
  ])("stays in the hand: %s", (_, from, to) => {
    const place = somewhere();
    const grab = new SceneGrab();
    const held = from.map((hand) => toScene(place, hand.clone()));
    grab.grip(place, from);
    grab.move(place, to);
    for (const [k, point] of held.entries()) expectAt(toRoom(place, point.clone()), to[k] as Vector3);
  });

  it("is moved by one hand only, and never tilts", () => {
    const place = somewhere();
    const grab = new SceneGrab();
    grab.grip(place, [new Vector3()]);
    grab.move(place, [new Vector3(1, 2, 3)]);
    expect(place.turn).toBe(somewhere().turn);
    expect(place.scale).toBe(somewhere().scale);
  });

  it("grows and shrinks within bounds, and says nothing of a turn where hands stand above each other", () => {
    const place = somewhere();
    const grab = new SceneGrab();
    const hands = (apart: number) => [new Vector3(0, 1, 0), new Vector3(0, 1 + apart, 0.001)];
    grab.grip(place, hands(0.1));
    grab.move(place, hands(100));
    expect(place.scale).toBe(MAX_SCALE);
    expect(place.turn).toBe(somewhere().turn);
    grab.grip(place, hands(100));
    grab.move(place, hands(0.051));
    expect(place.scale).toBe(MIN_SCALE);
  });
});
