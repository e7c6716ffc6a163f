"""The page's scenes as a condition of a study has them, and what they tell its log."""

from typing import Any
from urllib.parse import quote

from playwright.sync_api import Page
from tests.browser.structure_page import NETWORK
from tests.browser.until import until
from tests.protocol.guide_client import GuideClient

from tetrascope.protocol.study.events import SessionEvent
from tetrascope.protocol.study.shown import Shown

ENTER = """({ shown, hash }) => {
  window.heard = [];
  const begun = performance.now();
  window.tetrascope.study.onTell((told) => window.heard.push({
    ...told,
    sequence: window.heard.length + 1,
    step: "task",
    monotonic_ms: performance.now() - begun,
    wall_ms: Date.now(),
  }));
  window.tetrascope.study.shown.value = shown;
  location.hash = hash;
}"""


class StudyCondition:
    """A page that has not been opened yet, in a condition. What a participant's page puts around scenes is not here."""

    def __init__(self, page: Page, address: str, **shows: Any) -> None:
        self.page = page
        self.client = GuideClient(address)
        self.shown = Shown(**shows)

    def enter(self, scene: str, sample: str = "cat", **parameters: str) -> str:
        """Open a scene; what happens is heard from its entry on. Returns the image's id."""
        samples = self.client.get("/v1/samples")["samples"]
        image_id: str = next(one["image"]["image_id"] for one in samples if one["name"] == sample)
        texts = {"image": image_id, "network": NETWORK, **parameters}
        self.page.goto("/")
        # The page's own address stands then; written later, it would lead away from the scene.
        until(self.page, "location.hash.includes('network=')")
        query = "&".join(f"{name}={quote(text)}" for name, text in texts.items())
        # Both at once: in a study there is no menu, so the page would go to a scene of its own accord in between.
        self.page.evaluate(ENTER, {"shown": self.shown.model_dump(), "hash": f"/{scene}?{query}"})
        return image_id

    def heard(self) -> list[SessionEvent]:
        """What was told so far, each held against what the server takes."""
        return [
            SessionEvent.model_validate_json(text)
            for text in self.page.evaluate("heard.map((one) => JSON.stringify(one))")
        ]
