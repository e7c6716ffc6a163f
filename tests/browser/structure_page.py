"""Scene 1 as a person uses it, and what the server itself says of the same."""

import json
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect
from tests.browser.until import at_rest
from tests.browser.wire import Map, Wire
from tests.protocol.guide_client import GuideClient

SCENES = json.loads((Path(__file__).parents[2] / "protocol/scene.json").read_text(encoding="utf-8"))
"""The guide's numbers."""
NETWORK = "efficientnet-lite0"
COLUMNS = 18
"""Layers that the default network shows."""
SIDE = 224
"""Rows and columns of its input."""
Point = tuple[float, float]
"""Row and column of the network's input, from its top left corner."""

PERCENTAGE = re.compile(r"<0\.1%|>99\.9%|\d+\.\d%")


class StructurePage:
    """`page` must not have been opened yet."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.client = GuideClient(address)
        self.image_id = ""

    def open(self, sample: str = "cat", **parameters: str) -> None:
        """Open the scene by its address, and wait until everything is there."""
        self.page.goto(self.link(sample, **parameters))
        self.wait()

    def link(self, sample: str = "cat", **parameters: str) -> str:
        """The scene's address on the server."""
        samples = self.client.get("/v1/samples")["samples"]
        self.image_id = next(one["image"]["image_id"] for one in samples if one["name"] == sample)
        texts = {"image": self.image_id, "network": NETWORK, **parameters}
        return "/#/structure?" + "&".join(f"{name}={quote(text)}" for name, text in texts.items())

    def wait(self) -> None:
        """Wait until there is an answer, and nothing is under way or moves."""
        # What a slow server sends late, such as the samples, would be drawn and counted after all else is there.
        self.page.wait_for_load_state("networkidle")
        # In narrow windows the classes may be behind a tab.
        answered = self.page.get_by_role("list", name="Most probable classes", include_hidden=True)
        expect(answered).to_be_attached()
        self.wire.settle()
        if self.page.evaluate("!!window.tetrascope?.structure"):
            self.rest()

    def measured(self) -> None:
        """Wait until it has been measured what flows into what, which begins a moment after all else is at rest."""
        self.wire.wait(lambda: any(self.wire.end(each) for each in self.wire.requests("ablations")))
        self.wait()

    def rest(self) -> None:
        """Wait until the scene draws no more."""
        at_rest(self.page, "structure")

    # What stands there

    @property
    def classes(self) -> Locator:
        return self.page.get_by_role("list", name="Most probable classes").get_by_role("listitem")

    def shown_classes(self) -> list[tuple[str, str]]:
        """Name (with its meaning behind it) and percentage of each class."""
        texts = [text.strip() for text in self.classes.all_inner_texts()]
        return [(text, PERCENTAGE.findall(text)[0]) for text in texts]

    @property
    def masks(self) -> Locator:
        return self.page.get_by_role("list", name="Masks").get_by_role("listitem")

    @property
    def canvas(self) -> Locator:
        return self.page.get_by_role("application", name="Network structure")

    @property
    def input(self) -> Locator:
        return self.page.get_by_role("application", name="Input image")

    # What the server says

    def answer(self, **body: Any) -> Map:
        """The server's own answer for this image, over HTTP."""
        whose = {"image_id": self.image_id, "network_id": NETWORK, "groups": "original"}  # as the page asks
        answer: Map = self.client.post("/v1/layers", {**whose, **body})
        return answer

    def assert_shown(self, answer: Map) -> None:
        """The classes on the page are those of an answer, in its order."""
        expect(self.classes).to_have_count(len(answer["predictions"]["classes"]))
        for (text, share), score in zip(self.shown_classes(), answer["predictions"]["classes"], strict=True):
            assert text.startswith(score["label"]["name"]), (text, score)
            assert share == percentage(score["probability"]), (text, score)

    def assert_columns(self, request: Map, answer: Map) -> None:
        """The columns that answered a request are those of an answer over HTTP."""
        columns = {part["position"]: part for part in self.wire.parts(request, "layer")}
        assert sorted(columns) == list(range(len(answer["layers"])))
        for layer in answer["layers"]:
            column = columns[layer["position"]]
            assert column["layer"] == layer["layer"]
            assert [one["channels"] for one in column["clusters"]] == [one["channels"] for one in layer["clusters"]]

    # What a person does

    def place(self, row: float, column: float) -> tuple[float, float]:
        """Where a point of the input is in the editor, in CSS pixels of the window."""
        box = self.input.bounding_box()
        assert box
        return box["x"] + column / SIDE * box["width"], box["y"] + row / SIDE * box["height"]

    def stroke(self, *points: Point, steps: int = 6) -> None:
        """Press on the input, go through points, and let go."""
        mouse = self.page.mouse
        mouse.move(*self.place(*points[0]))
        mouse.down()
        for point in points[1:]:
            mouse.move(*self.place(*point), steps=steps)
        mouse.up()
        self.wire.settle()

    def sweep(self, start: Point, end: Point, moves: int) -> None:
        """Move the pressed pointer over the input without giving the page time to react in between."""
        points = [
            self.place(start[0] + (end[0] - start[0]) * step / moves, start[1] + (end[1] - start[1]) * step / moves)
            for step in range(1, moves + 1)
        ]
        self.input.evaluate(
            """(canvas, points) => {
                for (const [clientX, clientY] of points) {
                    const where = { clientX, clientY, buttons: 1, isPrimary: true, pointerType: "mouse" };
                    canvas.dispatchEvent(new PointerEvent("pointermove", { ...where, bubbles: true }));
                }
            }""",
            points,
        )

    def click(self, row: float, column: float, *, right: bool = False) -> None:
        self.page.mouse.click(*self.place(row, column), button="right" if right else "left")
        self.wire.settle()

    def tool(self, name: str) -> None:
        self.page.get_by_role("radiogroup", name="Tool").get_by_role("radio", name=name, exact=True).click()

    # Where the scene's parts are

    def at(self, layer: str, cluster: int, row: float, column: float) -> tuple[float, float]:
        """Where a point of a panel is seen, in CSS pixels of the window; whole numbers are middles of pixels."""
        [(x, y)] = self.panel_points(layer, cluster, [(row, column)])
        box = self.canvas.bounding_box()
        assert box
        assert box["x"] < x < box["x"] + box["width"], f"{layer} must be in view"
        assert box["y"] < y < box["y"] + box["height"], f"cluster {cluster} of {layer} must be in view"
        return x, y

    def panel_points(self, layer: str, cluster: int, points: list[Point]) -> list[tuple[float, float]]:
        """Where points of a panel are seen."""
        return self._seen("project", [layer, cluster], points)

    def input_points(self, points: list[Point]) -> list[tuple[float, float]]:
        """Where points of the input in the scene are seen."""
        return self._seen("projectInput", [], points)

    def _seen(self, method: str, which: list[Any], points: list[Point]) -> list[tuple[float, float]]:
        box = self.canvas.bounding_box()
        found = self.page.evaluate(
            "([method, which, points]) => points.map((at) => window.tetrascope.structure[method](...which, ...at))",
            [method, which, points],
        )
        assert box and all(found), f"{method} {which} must be in the scene"
        return [(box["x"] + point["x"], box["y"] + point["y"]) for point in found]


def percentage(share: float) -> str:
    """A probability as the page writes it."""
    hundredths = share * 100
    if 0 < hundredths < 0.1:
        return "<0.1%"
    if hundredths > 99.9 and share < 1:
        return ">99.9%"
    return f"{hundredths:.1f}%"
