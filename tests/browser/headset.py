"""A headset that a browser has by emulation: its head, its controllers and its hands, moved as a person moves them."""

import json
import math
import os
from pathlib import Path
from typing import Any, Literal

from playwright.sync_api import BrowserContext, Page
from tests.browser.until import until

IWER = Path(__file__).parents[2] / "backend/viewer/node_modules/iwer/build/iwer.min.js"
Side = Literal["left", "right"]
Vector = tuple[float, float, float]
EYES = 1.25
"""How high the eyes of somebody who sits are, in metres."""
COARSE = 0.25
"""Pixels of the headset's picture for one of the window, across and down, where nobody looks at it."""

_INSTALL = """
(() => {
  const device = new IWER.XRDevice(IWER.metaQuest3);
  device.installRuntime({ forceInstall: true });
  device.position.set(0, %s, 0);
  device.controllers.left.position.set(-0.25, 0.95, -0.3);
  device.controllers.right.position.set(0.25, 0.95, -0.3);
  window.headset = device;
})();
"""
_COARSEN = """
(() => {
  // The emulator has no setting for it: it makes the picture as large as the window when a session has its layer.
  const { headset } = window;
  const parts = Object.getOwnPropertySymbols(headset).map((symbol) => headset[symbol]);
  const inner = parts.find((part) => part?.onBaseLayerSet);
  const { onBaseLayerSet } = inner;
  inner.onBaseLayerSet = (layer) => {
    onBaseLayerSet(layer);
    const canvas = layer?.context.canvas;
    if (!canvas) return;
    canvas.width = Math.round(innerWidth * %s);
    canvas.height = Math.round(innerHeight * %s);
  };
})();
"""

PATIENCE_MS = 240_000
_FRAMES = """([count, patience]) => {
  const drawn = () => window.tetrascope.vr.stats().frames;
  const [wanted, late] = [drawn() + count, performance.now() + patience];
  return new Promise((done) => {
    const look = () => {
      if (drawn() >= wanted) done(true);
      else if (performance.now() > late) done(false);
      else requestAnimationFrame(look);
    };
    look();
  });
}"""
"""Waits in the page itself: frames are asked for after every movement."""


def wear_headset(context: BrowserContext, sharp: bool | None = None) -> None:
    """Let all pages of a context find a headset. To be called before a page is opened.

    A processor draws what it shows, so that has few pixels, but where `sharp` is set; by default it is sharp where
    $TETRASCOPE_SCREENSHOTS asks for pictures.
    """
    if sharp is None:
        sharp = is_sharp()
    if not IWER.is_file():
        raise FileNotFoundError(f"Expected the emulated headset at {IWER}, found none: run `make check`.")
    coarsen = "" if sharp else _COARSEN % (COARSE, COARSE)
    context.add_init_script(IWER.read_text(encoding="utf-8") + _INSTALL % EYES + coarsen)


def is_sharp() -> bool:
    """Whether its picture is as large as the window, and not `COARSE` of that, in the middle of the page."""
    return bool(os.environ.get("TETRASCOPE_SCREENSHOTS"))


class Headset:
    """Of a page whose context wears one. Metres; the person looks along -z, and y is up."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def enter(self, scene: str) -> None:
        """Enter VR from the scene that the page shows, and wait until it stands there."""
        self.page.get_by_role("button", name="Enter VR").click()
        self.wait_for(scene)

    def wait_for(self, scene: str) -> None:
        """Wait until a scene stands around the person."""
        until(self.page, f"window.tetrascope?.vr?.shown?.name === {json.dumps(scene)}")
        self.frames(3)

    def frames(self, count: int = 2) -> None:
        """Let so many frames be drawn."""
        drawn: bool = self.page.evaluate(_FRAMES, [count, PATIENCE_MS])
        assert drawn, f"expected {count} more frames within {PATIENCE_MS} ms"

    def stats(self) -> dict[str, Any]:
        found: dict[str, Any] = self.page.evaluate("({ ...window.tetrascope.vr.stats() })")
        return found

    def words(self) -> list[str]:
        """All that can be read on panels."""
        found: list[str] = self.page.evaluate("window.tetrascope.vr.words()")
        return found

    def expect_words(self, text: str) -> None:
        """Wait until a panel says something."""
        until(self.page, f"window.tetrascope.vr.words().some((words) => words.includes({json.dumps(text)}))")

    def look(self, towards: Vector) -> None:
        """Turn the head."""
        self.page.evaluate("(turn) => window.headset.quaternion.set(...turn)", _turn((0, EYES, 0), towards))
        self.frames()

    def place(self, side: Side, at: Vector) -> None:
        """Bring a hand to a place, without turning it."""
        self.page.evaluate(f"(at) => {self._hand(side)}.position.set(...at)", list(at))
        self.frames()

    def aim(self, side: Side, at: Vector, towards: Vector) -> None:
        """Bring a hand to a place, and point with it at another."""
        self.page.evaluate(f"(turn) => {self._hand(side)}.quaternion.set(...turn)", _turn(at, towards))
        self.place(side, at)

    def point(self, side: Side, towards: Vector) -> None:
        """Point with a hand, from where it is usually, at a place of the world."""
        self.aim(side, (0.2 if side == "right" else -0.2, 1.0, -0.25), towards)

    def press(self, side: Side = "right") -> None:
        """Press the trigger, or pinch, and let go."""
        self.hold(side)
        self.release(side)

    def hold(self, side: Side = "right", button: Literal["trigger", "squeeze"] = "trigger") -> None:
        self._button(side, button, 1)

    def release(self, side: Side = "right", button: Literal["trigger", "squeeze"] = "trigger") -> None:
        self._button(side, button, 0)

    def push(self, side: Side, right: float) -> None:
        """Push the thumbstick to the right, -1..1, and let it go."""
        for value in (right, 0):
            self.page.evaluate(f"(x) => window.headset.controllers.{side}.updateAxes('thumbstick', x, 0)", value)
            self.frames()

    def use_hands(self) -> None:
        """Lay the controllers down."""
        self.page.evaluate("window.headset.primaryInputMode = 'hand'")
        self.frames()

    def see_hand(self, side: Side, *, seen: bool) -> None:
        """Let the headset's cameras lose a hand from sight, or see it again."""
        self.page.evaluate(f"(seen) => {{ {self._hand(side)}.connected = seen; }}", seen)
        self.frames()

    def reset(self) -> None:
        """Press the headset's own button for long: its origin is where the head is now, looking ahead."""
        self.page.evaluate("window.headset.recenter()")
        self.frames(3)

    def touch(self, side: Side, *points: Vector, leave: bool = True) -> None:
        """Touch a place with the tip of the forefinger, go through others, and take the hand away or leave it there."""
        away = (0.2 if side == "right" else -0.2, 1.1, -0.1)
        self.aim(side, away, points[0])
        tip = self.page.evaluate(
            """(side) => {
              const { origin, direction } = window.tetrascope.vr.hands[side].finger;
              return origin.clone().addScaledVector(direction, 0.1).toArray();
            }""",
            side,
        )
        for point in points:
            x, y, z = (to + hand - found for to, hand, found in zip(point, away, tip, strict=True))
            self.place(side, (x, y, z))
        if leave:
            self.place(side, away)

    def draw(self, side: Side, *points: Vector) -> None:
        """Press at the first with the ray, go through the others, and let go."""
        self.point(side, points[0])
        self.hold(side)
        for point in points[1:]:
            self.point(side, point)
        self.release(side)

    def at(self, expression: str) -> Vector:
        """Where something of the scene that is shown is in the room."""
        x, y, z = self.page.evaluate(f"window.tetrascope.vr.shown.{expression}")
        return (x, y, z)

    def on_input(self, row: float, column: float) -> Vector:
        """Where a pixel of scene 1's input is in the room."""
        return self.at(f"placeInput({row}, {column})")

    def show_palette(self, side: Side = "left") -> None:
        """Look at the back of a wrist, as at a watch."""
        at = (-0.1 if side == "left" else 0.1, 1.0, -0.45)
        # However a hand is turned, its back is at one side of its grip: it is turned until that is towards the eyes.
        self.page.evaluate(f"() => {self._hand(side)}.quaternion.set(0, 0, 0, 1)")
        self.place(side, at)
        self.page.evaluate(
            f"""([side, way]) => {{
              const {{ gripTurn, grip }} = window.tetrascope.vr.hands[side];
              const back = grip.clone().set(side === "left" ? -1 : 1, 0, 0).applyQuaternion(gripTurn);
              const turn = gripTurn.clone().setFromUnitVectors(back, grip.clone().set(...way).normalize());
              {self._hand(side)}.quaternion.set(...turn.toArray());
            }}""",
            [side, [eye - hand for eye, hand in zip((0, EYES, 0), at, strict=True)]],
        )
        self.frames()

    def where(self, label: str) -> Vector | None:
        """Where a button is, once it is to be seen."""
        until(self.page, f"window.tetrascope.vr.whereIs({json.dumps(label)}) !== null")
        x, y, z = self.page.evaluate(f"window.tetrascope.vr.whereIs({json.dumps(label)})")
        return (x, y, z)

    def press_button(self, label: str, side: Side = "right") -> None:
        """Point at a button and press it."""
        at = self.where(label)
        assert at is not None
        self.point(side, at)
        self.press(side)
        self.frames()

    def leave(self) -> None:
        """Take it off."""
        self.page.evaluate("window.headset.activeSession.end()")
        until(self.page, "!window.tetrascope?.vr")

    def _hand(self, side: Side) -> str:
        return (
            f"(window.headset.primaryInputMode === 'hand' ? window.headset.hands.{side} : "
            f"window.headset.controllers.{side})"
        )

    def _button(self, side: Side, button: str, value: float) -> None:
        self.page.evaluate(
            f"""([button, value]) => {{
              const hand = {self._hand(side)};
              if (window.headset.primaryInputMode === 'hand') hand.updatePinchValue(value);
              else hand.updateButtonValue(button, value);
            }}""",
            [button, value],
        )
        self.frames()


def _turn(at: Vector, towards: Vector) -> list[float]:
    """The quaternion of what looks from one place at another, upright: x, y, z, w."""
    x, y, z = (b - a for a, b in zip(at, towards, strict=True))
    yaw = math.atan2(-x, -z) / 2
    pitch = math.atan2(y, math.hypot(x, z)) / 2
    return [
        math.cos(yaw) * math.sin(pitch),
        math.sin(yaw) * math.cos(pitch),
        -math.sin(yaw) * math.sin(pitch),
        math.cos(yaw) * math.cos(pitch),
    ]
