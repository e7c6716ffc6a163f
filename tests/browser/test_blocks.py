"""The blocks of a network that was trained, in the page: read, changed, and trained beside the run they came from."""

import json
import re
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

    def measured(self, network: Map) -> Map:
        """What the server says of a list, beside the run's."""
        told: Map = self.server.client.post(
            "/v1/training/blocks", {"network": network, "data_id": "digits", "keep": RUN}
        )
        return told

    def assert_shown(self, network: Map) -> None:
        """Each block stands there with what the server says of it, in order."""
        told = self.measured(network)
        expect(self.page.locator(".block")).to_have_count(len(network["blocks"]))
        for place, (block, measured) in enumerate(zip(network["blocks"], told["blocks"], strict=True)):
            row = self.page.locator(".block").nth(place)
            expect(row).to_have_attribute("data-block", block["name"])
            if measured["output"] is not None:
                expect(row.locator(".block-facts strong")).to_have_text(shape_words(measured["output"]))
            if measured["kept"] is not None:
                expect(row.locator(".block-kept")).to_have_attribute("data-kept", str(measured["kept"]).lower())
        expect(self.page.locator(".blocks-totals")).to_contain_text(f"{told['parameters']:,} parameters")

    def add(self, kind: str, place: str) -> None:
        self.page.get_by_role("button", name=f"Add a block {place}", exact=True).click()
        self.page.get_by_role("menuitem", name=re.compile(f"^{kind}:")).click()


def shape_words(shape: list[int]) -> str:
    return f"{shape[0]} units" if len(shape) == 1 else " × ".join(map(str, shape))


@pytest.fixture
def blocks(page: Page, server: TrainingServer, watch: Watch) -> BlocksPage:
    watch.own(server.address)
    return BlocksPage(page, server)


def test_blocks_are_changed_and_trained_beside_the_run_that_they_came_from(blocks: BlocksPage) -> None:
    page, server = blocks.page, blocks.server
    samples = server.client.get("/v1/samples")["samples"]
    image_id = next(one["image"]["image_id"] for one in samples if one["name"] == "cat")
    blocks.open(f"&image={image_id}")
    network = blocks.list()["network"]
    by_name = {block["name"]: block for block in network["blocks"]}
    expect(blocks.block("block2_conv").locator(".block-facts")).to_contain_text("4,608 parameters, sees 8 × 8 px")

    # An edit is measured at once, and says whose weights it costs.
    page.get_by_role("button", name="Change and retrain").click()
    filters = blocks.block("block2_conv").get_by_role("spinbutton", name="Filters")
    filters.fill("24")
    page.keyboard.press("Enter")
    by_name["block2_conv"]["filters"] = 24
    blocks.assert_shown(network)
    expect(blocks.block("block2_conv")).to_contain_text("was 32")
    expect(blocks.block("block2_conv").locator(".block-kept")).to_contain_text("New weights")
    expect(blocks.block("block1_conv").locator(".block-kept")).to_have_text("Keeps its weights")
    page.get_by_role("button", name="Move block1_relu up").click()
    expect(page.get_by_role("button", name="Move block1_relu up")).to_be_focused()
    network["blocks"].insert(1, network["blocks"].pop(2))
    blocks.assert_shown(network)

    # What does not fit says why, there, and is not trained; it can be undone by a key.
    blocks.add("Pooling", "before logits")
    expect(blocks.block("pool1").get_by_role("combobox", name="Takes")).to_be_focused()
    pooling = {"kind": "pooling", "name": "pool1", "of": "max", "size": 2, "stride": 2, "padding": "valid"}
    wrong = {**network, "blocks": [*network["blocks"][:-1], pooling, network["blocks"][-1]]}
    expect(blocks.block("pool1").locator(".block-fault")).to_have_text(blocks.measured(wrong)["fault"])
    train = page.get_by_role("button", name="Train this")
    expect(train).to_be_disabled()
    page.keyboard.press("Control+z")
    blocks.assert_shown(network)
    expect(train).to_be_enabled()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save the list as a file").click()
    assert json.loads(download.value.path().read_text()) == network

    # Whoever comes back finds it as it was left.
    page.reload()
    blocks.assert_shown(network)
    page.get_by_role("button", name="Remove block3_relu").click()
    expect(page.get_by_text("Taken away: block3_relu")).to_be_visible()
    network["blocks"].remove(by_name["block3_relu"])
    blocks.assert_shown(network)

    train.click()
    dialog = page.get_by_role("dialog", name="Train this")
    kept = blocks.measured(network)["kept_parameters"]
    expect(dialog.locator(".begin-plan")).to_contain_text(f"{kept:,} of its")
    dialog.get_by_label("Name").fill("narrow")
    dialog.get_by_role("button", name="Train", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(re.compile(r"run=narrow&over=base"))
    for run in (0, 1):
        expect(page.locator(f'.curve-figure[data-measure="loss"] .curve-dot[data-run="{run}"]')).to_have_count(3)
    item = page.get_by_role("list", name="Runs").locator(".run-open").filter(has=page.get_by_text("narrow", exact=True))
    expect(item).to_contain_text("Finished")
    expect(item).to_contain_text("Changed from base")
    begun = server.run("narrow")
    assert (begun["kept_from"], begun["changed_from"], begun["seed"]) == (f"{RUN}@2", RUN, 1)
    assert blocks.list("narrow")["network"]["blocks"] == network["blocks"]

    page.get_by_role("radio", name="Blocks").click()
    changes = page.get_by_role("region", name="What was changed")
    expect(changes.get_by_role("listitem")).to_have_text(blocks.list("narrow")["changes"])
    page.get_by_role("button", name="Compare with base side by side").click()
    expect(page).to_have_url(re.compile(r"#/side-by-side\?.*network=base(@|%40)2&with=narrow"))


@pytest.mark.parametrize(
    ("viewport", "context_options"),
    [
        pytest.param(LAPTOP, {}, id="light"),
        pytest.param(LAPTOP, DARK, id="dark"),
        pytest.param(PHONE, TOUCH, id="phone"),
    ],
)
def test_every_state_is_accessible(
    blocks: BlocksPage, screenshot: Callable[..., None], viewport: tuple[int, int]
) -> None:
    page = blocks.page
    blocks.open()
    assert_accessible(page)
    screenshot("read")
    if viewport == PHONE:
        page.get_by_role("radio", name="Scene only").click()
    page.get_by_role("button", name="Change and retrain").click()
    expect(blocks.block("block1_conv").locator(".block-kept")).to_be_attached()
    blocks.add("Pooling", "before logits")
    expect(blocks.block("pool1").locator(".block-fault")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    screenshot("fault")
    page.get_by_role("button", name="Undo").click()
    expect(blocks.block("pool1")).to_have_count(0)
    page.get_by_role("button", name="Train this").click()
    expect(page.get_by_role("dialog", name="Train this")).to_be_visible()
    assert_accessible(page)
    screenshot("train")
    page.keyboard.press("Escape")
    page.goto(f"{blocks.server.address}/#/training?new=digits")
    expect(page.get_by_role("heading", name="A new network for digits")).to_be_visible()
    expect(blocks.block("logits")).to_contain_text("10 units")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    screenshot("new")
