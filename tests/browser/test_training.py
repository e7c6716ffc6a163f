"""Runs that train networks, in the page: what stands there is what the server itself says of them."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, PHONE, TOUCH
from tests.browser.structure_page import percentage
from tests.browser.training_server import TrainingServer
from tests.browser.watch import Watch
from tests.browser.wire import Wire
from tests.protocol.guide_client import Map

LAPTOP = (1280, 720)
EPOCHS = 4
"""Of the run that every test may look at."""


@pytest.fixture(scope="module")
def server(browser: Browser) -> Iterator[TrainingServer]:  # noqa: ARG001 (no browser, no server)
    """With two runs of digits that have finished, `short` and `digits`."""
    server = TrainingServer()
    server.train("digits", "--epochs", "2", "--seed", "1", "--name", "short")
    server.train("digits", "--epochs", str(EPOCHS))
    yield server
    server.close()
    assert "Traceback" not in server.log(), server.log()


@pytest.fixture
def viewport() -> tuple[int, int]:
    return LAPTOP


class TrainingPage:
    """The view; `page` must not have been opened yet."""

    def __init__(self, page: Page, server: TrainingServer) -> None:
        self.page = page
        self.server = server
        self.wire = Wire(page)
        samples = server.client.get("/v1/samples")["samples"]
        self.image_id = next(one["image"]["image_id"] for one in samples if one["name"] == "cat")

    def open(self, more: str = "", run: str = "digits") -> None:
        self.page.goto(f"{self.server.address}/#/training?run={run}{more}")
        expect(self.item(run)).to_have_attribute("aria-current", "true")

    def item(self, run: str) -> Locator:
        """The run in the list."""
        return (
            self.page.get_by_role("list", name="Runs")
            .locator(".run-open")
            .filter(has=self.page.get_by_text(run, exact=True))
        )

    def dots(self, measure: str, run: int = 0) -> Locator:
        """The epochs in a plot."""
        return self.page.locator(f'.curve-figure[data-measure="{measure}"] .curve-dot[data-run="{run}"]')

    def names(self, run: str) -> list[str]:
        """What its classes are called."""
        names: list[str] = self.server.run(run)["class_names"]
        return names

    def progress(self, run: str = "digits") -> Map:
        """The server's own, over HTTP."""
        told: Map = self.server.client.get(f"/v1/training/runs/{run}/progress")
        return told

    def layers(self, network: str) -> Map:
        """The server's own answer about the picture."""
        answer: Map = self.server.client.post(
            "/v1/layers", {"image_id": self.image_id, "network_id": network, "groups": "original"}
        )
        return answer


@pytest.fixture
def training(page: Page, server: TrainingServer, watch: Watch) -> TrainingPage:
    watch.own(server.address)
    return TrainingPage(page, server)


def test_a_run_that_is_begun_elsewhere_appears_grows_and_is_offered_as_a_network(training: TrainingPage) -> None:
    page = training.page
    training.open()
    begun = training.server.training("digits", "--epochs", "3", "--seed", "5", "--name", "live")
    training.item("live").click()
    expect(training.item("live")).to_contain_text("Learning")
    expect(page.get_by_role("progressbar")).to_be_visible()
    expect(training.dots("loss").nth(1)).to_be_attached()
    assert training.server.run("live")["state"] == "running", "it is seen while it learns"
    expect(training.item("live")).to_contain_text("Finished")
    assert begun.wait(timeout=600) == 0
    expect(training.dots("loss")).to_have_count(4)
    expect(training.dots("accuracy")).to_have_count(4)
    last = training.progress("live")["epochs"][-1]
    expect(training.item("live")).to_contain_text(f"{percentage(last['validation_accuracy'])} of what was put aside")
    # The choice of networks has learned of it meanwhile.
    page.get_by_role("link", name="Tetrascope").or_(page.get_by_role("button", name="Main menu")).first.click()
    page.get_by_role("button", name=re.compile(r"^All \d+$")).click()
    expect(page.get_by_role("dialog", name="Networks").get_by_text("live", exact=False).first).to_be_visible()


def test_a_run_is_begun_stopped_and_resumed(training: TrainingPage) -> None:
    page = training.page
    training.open()
    page.get_by_role("button", name="Begin a run").click()
    dialog = page.get_by_role("dialog", name="Begin a run")
    dialog.get_by_role("spinbutton", name="Epochs").fill("60")
    page.keyboard.press("Tab")
    expect(dialog.get_by_text("A small network learns from scratch to tell 10 classes.")).to_be_visible()
    expect(dialog.get_by_text("It sees the others 60 times.")).to_be_visible()
    dialog.get_by_text("More settings").click()
    dialog.get_by_label("Name").fill("page")
    dialog.get_by_role("button", name="Begin", exact=True).click()
    expect(dialog).to_be_hidden()
    expect(page).to_have_url(re.compile("run=page"))
    expect(training.dots("loss").nth(1)).to_be_attached()
    follow = page.get_by_role("slider", name="Moment B")
    expect(follow).not_to_have_attribute("aria-valuetext", "Before learning")
    page.get_by_role("button", name="Stop", exact=True).click()
    expect(page.get_by_text(re.compile(r"Stopped after \d+ of 60 epochs"))).to_be_visible()
    stopped = training.server.run("page")
    assert stopped["state"] == "stopped"
    done = stopped["epochs_done"]
    page.get_by_role("spinbutton", name="Epochs in all").fill(str(done + 2))
    page.keyboard.press("Tab")
    page.get_by_role("button", name="Go on", exact=True).click()
    expect(training.item("page")).to_contain_text("Finished")
    expect(training.item("page")).to_contain_text(f"{done + 2} of {done + 2} epochs")
    expect(training.dots("loss")).to_have_count(done + 3)
    assert [one["epoch"] for one in training.progress("page")["epochs"]] == list(range(done + 3))


def test_curves_are_read_by_keys_and_stand_in_a_table(training: TrainingPage) -> None:
    page = training.page
    training.open()
    epochs = training.progress()["epochs"]
    expect(training.dots("loss")).to_have_count(EPOCHS + 1)
    slider = page.get_by_role("slider", name="Epoch whose values are read")
    slider.focus()
    page.keyboard.press("Home")
    reading = page.locator(".curve-reading")
    expect(reading).to_contain_text(f"Before learning put aside: loss {epochs[0]['validation_loss']:.3f}")
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    told = (
        f"learned from: loss {epochs[2]['loss']:.3f}, accuracy {percentage(epochs[2]['accuracy'])}; "
        f"put aside: loss {epochs[2]['validation_loss']:.3f}, accuracy {percentage(epochs[2]['validation_accuracy'])}"
    )
    expect(reading).to_contain_text(f"Epoch 2 {told}")
    expect(slider).to_have_attribute("aria-valuetext", f"Epoch 2. {told}")
    box = page.locator(".curve-plots").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] - 14, box["y"] + 60)
    expect(reading).to_contain_text(f"Epoch {EPOCHS} ")
    page.get_by_text("Values as a table").click()
    rows = page.locator(".curve-table tbody tr")
    expect(rows).to_have_count(EPOCHS + 1)
    expect(rows.nth(3)).to_contain_text(f"{epochs[3]['validation_loss']:.3f}")


def test_two_runs_stand_in_one_chart_and_in_the_link(training: TrainingPage) -> None:
    page = training.page
    training.open()
    page.get_by_role("button", name="Lay the curves of short over those shown").click()
    expect(training.dots("loss", 1)).to_have_count(3)
    expect(training.dots("loss", 0)).to_have_count(EPOCHS + 1)
    expect(page).to_have_url(re.compile("over=short"))
    expect(page.get_by_role("list", name="What the lines are").get_by_role("listitem")).to_have_count(2)
    page.get_by_role("button", name="Take the curves of short away").click()
    expect(training.dots("loss", 1)).to_have_count(0)


def test_moments_are_scrubbed_and_their_layers_are_the_servers(training: TrainingPage) -> None:
    page, wire = training.page, training.wire
    training.open(f"&show=layers&image={training.image_id}")
    expect(page.locator(".beside-waiting")).to_have_count(0)
    expect(page.locator(".beside-panel").first).to_be_attached()
    wire.settle()
    before, after = training.layers("digits@0"), training.layers(f"digits@{EPOCHS}")
    for side, answer in (("A", before), ("B", after)):
        expect(page.locator(f'.beside-cell[data-side="{side}"]')).to_have_count(len(answer["layers"]))
    moment = page.get_by_role("slider", name="Moment B")
    expect(moment).to_have_attribute("aria-valuetext", f"Epoch {EPOCHS}")
    moment.focus()
    page.keyboard.press("ArrowLeft")
    expect(moment).to_have_attribute("aria-valuetext", f"Epoch {EPOCHS - 1}")
    expect(page).to_have_url(re.compile(f"b={EPOCHS - 1}"))
    wire.wait(lambda: any(one["body"]["network_id"] == f"digits@{EPOCHS - 1}" for one in wire.requests("layers")))
    wire.settle()
    first = training.layers(f"digits@{EPOCHS - 1}")["predictions"]["classes"][0]
    row = page.locator(".beside-classes tbody tr").filter(
        has=page.get_by_role("rowheader", name=first["label"]["name"], exact=True)
    )
    expect(row.locator("td").nth(1)).to_have_text(percentage(first["probability"]))
    slots = {one["slot"] for one in wire.requests("layers")}
    assert slots == {"training", "training-beside"}, "a newer question takes the place of an older"
    page.get_by_role("button", name="Play: moment B goes from epoch to epoch").click()
    expect(moment).to_have_attribute("aria-valuetext", f"Epoch {EPOCHS}")
    expect(page.get_by_role("button", name="Play: moment B goes from epoch to epoch")).to_be_visible()


def test_kernels_and_results_are_the_servers(training: TrainingPage) -> None:
    page, client = training.page, training.server.client
    training.open("&show=kernels")
    kernels = client.get("/v1/training/runs/digits/kernels/0")
    count = kernels["kernels"]["shape"][0]
    expect(page.get_by_role("img", name=f"Before learning: {count} kernels of {kernels['layer']}")).to_be_visible()
    expect(page.locator(".kernel")).to_have_count(2 * count)
    page.get_by_role("radio", name="Results").click()
    results = client.get("/v1/training/runs/digits/results")
    expect(
        page.get_by_text(f"{percentage(results['accuracy'])} of what was put aside is answered right")
    ).to_be_visible()
    cells = page.locator(".confusion td")
    expect(cells).to_have_text([str(pictures) for row in results["classes"] for pictures in row["taken_for"]])
    expect(page.locator(".class-outcomes tbody tr").nth(3)).to_contain_text(
        f"{results['classes'][3]['right']} of {results['classes'][3]['examples']}"
    )
    worst = page.locator(".worst")
    expect(worst).to_have_count(len(results["worst"]))
    expect(worst.first).to_contain_text(percentage(results["worst"][0]["probability"]))
    worst.first.get_by_role("button", name="Choose").click()
    expect(page.get_by_text(re.compile("^Chosen: "))).to_be_visible()
    page.get_by_role("button", name="Open in Network structure").click()
    expect(page).to_have_url(re.compile(r"#/structure\?.*network=digits(&|$)"))
    training.wire.settle()
    answer = results["worst"][0]["answer"]
    expect(page.locator('[data-tour="classes"]')).to_contain_text(training.names("digits")[answer])


@pytest.mark.parametrize(
    ("viewport", "context_options"),
    [
        pytest.param(LAPTOP, {}, id="light"),
        pytest.param(LAPTOP, DARK, id="dark"),
        pytest.param(PHONE, TOUCH, id="phone"),
    ],
)
def test_every_state_is_accessible(
    training: TrainingPage, screenshot: Callable[..., None], viewport: tuple[int, int]
) -> None:
    page = training.page
    training.open(f"&over=short&image={training.image_id}")
    expect(training.dots("loss", 1)).to_have_count(3)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    screenshot("curves")
    page.get_by_role("button", name="Begin a run").click()
    expect(page.get_by_role("dialog", name="Begin a run")).to_be_visible()
    page.get_by_text("More settings").click()
    assert_accessible(page)
    screenshot("begin")
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Layers").click()
    expect(page.locator(".beside-panel").first).to_be_attached()
    training.wire.settle()
    assert_accessible(page)
    screenshot("layers")
    page.get_by_role("radio", name="First layer").click()
    expect(page.locator(".kernel").first).to_be_visible()
    assert_accessible(page)
    screenshot("kernels")
    page.get_by_role("radio", name="Results").click()
    expect(page.locator(".worst").first).to_be_attached()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert_accessible(page)
    screenshot("results")
    if viewport == PHONE:
        page.get_by_role("radio", name="This run").click()
        assert_accessible(page)
        screenshot("run")
