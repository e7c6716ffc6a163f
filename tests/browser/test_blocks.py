"""The blocks of a network that was trained, in the page."""

import json
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, PHONE, TOUCH
from tests.browser.training_server import TrainingServer
from tests.browser.watch import Watch
from tests.protocol.guide_client import Map

LAPTOP = (1280, 720)
RUN = "base"


@pytest.fixture(scope="module")
def server(browser: Browser) -> Iterator[TrainingServer]:  # noqa: ARG001 (no browser, no server)
    server = TrainingServer()
    server.train("digits", "--epochs", "2", "--seed", "1", "--name", RUN)
    yield server
    server.close()
    assert "Traceback" not in server.log(), server.log()


@pytest.fixture
def viewport() -> tuple[int, int]:
    return LAPTOP


class BlocksPage:
    """The content Blocks of the view Training; `page` must not have been opened yet."""

    def __init__(self, page: Page, server: TrainingServer) -> None:
        self.page = page
        self.server = server

    def open(self, more: str = "") -> None:
        self.page.goto(f"{self.server.address}/#/training?run={RUN}&show=blocks{more}")
        expect(self.block("logits")).to_contain_text("10 units")

    def block(self, name: str) -> Locator:
        return self.page.locator(f'.block[data-block="{name}"]')

    def list(self, run: str = RUN) -> Map:
        """The server's own list of a run's network."""
        told: Map = self.server.client.get(f"/v1/training/runs/{run}/blocks")
        return told


def shape_words(shape: list[int]) -> str:
    return f"{shape[0]} units" if len(shape) == 1 else " × ".join(map(str, shape))


@pytest.fixture
def blocks(page: Page, server: TrainingServer, watch: Watch) -> BlocksPage:
    watch.own(server.address)
    return BlocksPage(page, server)


def test_blocks_are_the_servers(blocks: BlocksPage) -> None:
    page = blocks.page
    blocks.open()
    network = blocks.list()["network"]
    told = blocks.server.client.post("/v1/training/blocks", {"network": network})
    expect(page.locator(".blocks-totals")).to_contain_text(f"{told['parameters']:,} parameters")
    expect(page.locator(".block .block-name")).to_have_text([block["name"] for block in network["blocks"]])
    expect(page.locator(".block-facts strong")).to_have_text(
        [shape_words(measured["output"]) for measured in told["blocks"]]
    )
    expect(blocks.block("block2_conv").locator(".block-facts")).to_contain_text("4,608 parameters, sees 8 × 8 px")
    expect(page.get_by_role("img", name="From 32 × 32 × 1 pixels to 10 units in 13 blocks")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the list as a file").click()
    assert json.loads(download.value.path().read_text()) == network


@pytest.mark.parametrize(
    ("viewport", "context_options"),
    [
        pytest.param(LAPTOP, {}, id="light"),
        pytest.param(LAPTOP, DARK, id="dark"),
        pytest.param(PHONE, TOUCH, id="phone"),
    ],
)
def test_blocks_are_accessible(blocks: BlocksPage, screenshot: Callable[..., None]) -> None:
    blocks.open()
    assert blocks.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(blocks.page)
    screenshot("read")
