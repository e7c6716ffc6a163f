"""Scene 2 as a person uses it, and what the server itself says of the same."""

import re
from typing import Any
from urllib.parse import quote

from playwright.sync_api import Locator, Page, expect
from tests.browser.structure_page import NETWORK
from tests.browser.until import at_rest
from tests.browser.wire import Map, Wire
from tests.protocol.guide_client import GuideClient

QUICK = "84/42,56/28"
"""Windows that give 25 + 49 copies."""


class PoolPage:
    """`page` must not have been opened yet."""

    def __init__(self, page: Page, address: str) -> None:
        self.page = page
        self.wire = Wire(page)
        self.client = GuideClient(address)
        self.image_id = ""

    def open(self, sample: str = "cat", *, wait: bool = True, **parameters: str) -> None:
        """Open the scene by its address; the pool starts by itself."""
        samples = self.client.get("/v1/samples")["samples"]
        self.image_id = next(one["image"]["image_id"] for one in samples if one["name"] == sample)
        texts = {"image": self.image_id, "network": NETWORK, **parameters}
        self.page.goto("/#/pool?" + "&".join(f"{name}={quote(text)}" for name, text in texts.items()))
        expect(self.canvas).to_be_visible()
        if wait:
            self.wait()

    def wait(self) -> None:
        """Wait until the pool and its boundary are there and nothing moves any more."""
        self.wire.wait(lambda: bool(self.wire.requests("pools")))
        self.wire.settle(120_000)
        # The boundary is asked for when the pool is whole; where the progress goes, what is below it moves up.
        expect(self.page.locator("[role=progressbar], .spinner")).to_have_count(0, timeout=120_000)
        self.wire.settle(120_000)
        self.rest()

    def rest(self) -> None:
        """Wait until the scene draws no more."""
        at_rest(self.page, "pool")

    @property
    def canvas(self) -> Locator:
        name = re.compile("^Masked images (in a tetrahedron|on the photo|by the drop)")
        return self.page.get_by_role("application", name=name)

    @property
    def table(self) -> Locator:
        return self.page.get_by_role("grid", name="Images of the pool")

    def panel(self, title: str) -> Locator:
        """A panel at the side."""
        return self.page.get_by_role("region", name=title, exact=True)

    def answer(self, **body: Any) -> Map:
        """The server's own pool, over HTTP; by default for the request that the page sent last."""
        answer: Map = self.client.post("/v1/pools", {**self.request(), **body})
        return answer

    def request(self) -> Map:
        """What the page asked for last."""
        body: Map = self.wire.requests("pools")[-1]["body"]
        return body

    def boundary(self) -> Map:
        """The server's own boundary in that pool."""
        answer: Map = self.client.post("/v1/boundaries", {"pool": self.request()})
        return answer

    def at(self, index: int) -> tuple[float, float, float]:
        """Where an image of the pool is seen in the window, and half its side, in CSS pixels."""
        box = self.canvas.bounding_box()
        point = self.page.evaluate("(index) => window.tetrascope.pool.project(index)", index)
        assert box and point, f"image {index} must be in the scene"
        return box["x"] + point["x"], box["y"] + point["y"], point["half"]

    def picked(self, x: float, y: float) -> int | None:
        """The image that lies on top at a point of the window."""
        box = self.canvas.bounding_box()
        assert box
        index: int | None = self.page.evaluate(
            "([x, y]) => window.tetrascope.pool.pick(x, y)", [x - box["x"], y - box["y"]]
        )
        return index

    def shown(self) -> list[int]:
        """Indices of the images that can be pointed at in the scene."""
        count = self.page.evaluate("window.tetrascope.pool.stats().images")
        found: list[int] = self.page.evaluate(
            "(count) => [...Array(count).keys()].filter((index) => window.tetrascope.pool.project(index))", count
        )
        return found

    def on_top(self, indices: list[int]) -> int:
        """One of these images whose middle no other one covers."""
        for index in indices:
            x, y, _ = self.at(index)
            if self.picked(x, y) == index:
                return index
        raise AssertionError(f"Expected one of {len(indices)} images to lie on top, found none.")
