import { Vector3 } from "three";
import { describe, expect, it } from "vitest";
import { CardPlace, type Obstacle } from "../../../src/pool/vr/cardPlace.ts";

const head = new Vector3(0, 1.25, 0);
const card = { width: 0.25, height: 0.3 };
/** A body a metre ahead, and an image at its right. */
const spot = { image: new Vector3(0.1, 1.1, -1), half: 0.03, centre: new Vector3(0, 1.1, -1), reach: 0.15 };

/** Where the card stands, with labels in its way. */
function placed(labels: readonly Obstacle[], taken: 1 | -1 | null = null) {
  const place = new CardPlace();
  place.find(card, spot, head, taken, labels);
  return { at: place.position.clone(), side: place.side };
}

function labelAt(middle: Vector3): Obstacle {
  return { middle, halfWidth: 0.1, halfHeight: 0.04 };
}

describe("where the card of a copy stands", () => {
  it("is beside its image, on the side away from the body's middle, no nearer than is comfortable", () => {
    const { at, side } = placed([]);
    expect(side).toBe(-1);
    expect(at.x).toBeGreaterThan(spot.image.x + card.width / 4);
    expect(at.distanceTo(head)).toBeGreaterThanOrEqual(0.45);
    expect(placed([], -1).at.x).toBeLessThan(spot.image.x);
  });

  it("is over no label: it goes above one that is in the way", () => {
    const free = placed([]).at;
    const { at, side } = placed([labelAt(free.clone().add(new Vector3(0, -0.1, 0)))]);
    expect(side).toBe(-1);
    expect(at.y).toBeGreaterThan(free.y + 0.05);
    expect(placed([labelAt(free.clone().add(new Vector3(0, 0.1, 0)))]).at.y).toBeLessThan(free.y);
  });

  it("goes to the other side where its own has no room, unless another card is there", () => {
    const free = placed([]).at;
    const wall = [-0.3, -0.2, -0.1, 0, 0.1, 0.2, 0.3].map((y) => labelAt(free.clone().add(new Vector3(0, y, 0))));
    expect(placed(wall).at.x).toBeLessThan(spot.image.x);
    expect(placed(wall, 1).at.distanceTo(free)).toBeLessThan(1e-9);
  });
});
