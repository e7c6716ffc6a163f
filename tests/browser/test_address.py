"""The state in the address, back and forward, files that are saved, and the way by keyboard alone."""

import base64
import csv
import io
import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Download, Page, expect
from tests.browser.conftest import TOUR_SEEN
from tests.browser.pixels import decoded
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import COLUMNS, NETWORK, StructurePage
from tests.browser.until import at_rest, until


def test_a_link_opens_the_same_view_elsewhere(
    structure: StructurePage, browser: Browser, server_process: ServerProcess
) -> None:
    structure.open()
    page = structure.page
    structure.stroke((60, 40), (150, 200))
    structure.tool("Brush")
    structure.stroke((20, 30), (20, 120))
    page.get_by_label("Masked pixels become").select_option(label="Blurred image")
    field = page.get_by_label("Clusters for each layer, 1 to 64")
    field.fill("2")
    field.press("Enter")
    page.get_by_text("Grey", exact=True).click()
    structure.wire.settle()
    structure.rest()  # two clusters stand elsewhere than three did
    page.mouse.click(*structure.at("block1a_project_conv", 1, 30, 30))
    expect(page.get_by_role("list", name="Feature maps").locator(".map-cell").first).to_be_visible()
    structure.wire.settle()
    expect(page).to_have_url(re.compile("masks=.*cluster=1"))
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(TOUR_SEEN)
    other = StructurePage(context.new_page(), server_process.address)
    other.page.goto(page.url)
    other.wait()
    assert other.wire.last_layers()["body"] == structure.wire.last_layers()["body"]
    assert len(other.wire.last_layers()["body"]["masks"]) == 2
    assert other.shown_classes() == structure.shown_classes()
    expect(other.page.get_by_role("region", name="Feature maps of block1a_project_conv")).to_be_visible()
    here, there = (one.page.get_by_role("list", name="Feature maps").locator(".map-cell") for one in (structure, other))
    expect(there).to_have_count(here.count())
    names = "(all) => all.map((one) => one.ariaLabel)"
    assert here.evaluate_all(names) == there.evaluate_all(names) != []
    expect(other.page.get_by_role("radio", name="Grey")).to_be_checked()
    expect(other.page.get_by_label("Masked pixels become")).to_have_value("blur")
    context.close()


@pytest.mark.parametrize("moved", ["turned", "fitted"])
def test_a_link_holds_the_camera(
    structure: StructurePage, browser: Browser, server_process: ServerProcess, moved: str
) -> None:
    structure.open(k="4")
    page = structure.page
    if moved == "fitted":
        structure.canvas.press("f")
    else:
        strip = page.get_by_role("slider", name="Columns in view")
        strip.focus()
        for _ in range(5):
            strip.press("ArrowRight")
        structure.rest()
        structure.canvas.press("+")
        box = structure.canvas.bounding_box()
        assert box
        page.mouse.move(box["x"] + 20, box["y"] + box["height"] - 20)
        page.mouse.down()
        page.mouse.move(box["x"] + 90, box["y"] + box["height"] - 60, steps=6)
        page.mouse.up()
    structure.rest()
    expect(page).to_have_url(re.compile("cam=fit" if moved == "fitted" else r"cam=1,[\d.,-]+"))
    layer = structure.answer(clusters=4)["layers"][5]["layer"]
    corners = [(0.0, 0.0), (10.0, 20.0)]
    # The address follows when the camera has rested for a moment.
    until(
        page,
        """(() => {
          const { choice } = window.tetrascope.structure.rig;
          const text = new URLSearchParams(location.hash.split("?")[1]).get("cam") ?? "";
          if (choice === "fit") return text === "fit";
          const told = text.split(",").slice(1).map(Number);
          const now = [...choice.target, choice.azimuth, choice.elevation, choice.distance];
          return told.length === now.length && told.every((value, at) =>
            Math.abs(value - now[at]) < (at === 3 || at === 4 ? 0.06 : 0.001));
        })()""",
    )
    here = structure.panel_points(layer, 1, corners)
    other = elsewhere(browser, server_process, page.url)
    for point, expected in zip(other.panel_points(layer, 1, corners), here, strict=True):
        assert point == pytest.approx(expected, abs=2)
    other.page.context.close()


def test_the_camera_stays_for_another_picture_and_goes_home_for_another_network(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    structure.canvas.press("f")
    structure.rest()
    expect(page).to_have_url(re.compile("cam=fit"))
    page.get_by_role("button", name=re.compile("now Cat")).click()
    page.get_by_role("region", name="Picture").get_by_role("button", name="Flower", exact=True).click()
    page.get_by_role("button", name="See the network").click()
    structure.wait()
    expect(page).to_have_url(re.compile("cam=fit"))
    page.get_by_role("button", name=re.compile("now Flower")).click()
    page.get_by_role("region", name="Network").get_by_role("radio", name=re.compile("EfficientNet-Lite1")).check()
    page.get_by_role("button", name="See the network").click()
    structure.wait()
    expect(page).not_to_have_url(re.compile("cam="))


def test_a_link_holds_scene_2s_camera_and_the_image_chosen(
    page: Page, browser: Browser, server_process: ServerProcess
) -> None:
    pool = PoolPage(page, server_process.address)
    pool.open(windows=QUICK, pick="3")
    # One move: the address has no camera before it, and the one where it ends after it.
    pool.canvas.press("Shift+ArrowRight")
    expect(page).to_have_url(re.compile(r"cam=1,[\d.,-]+"))
    at_rest(page, "pool")
    where = "window.tetrascope.pool.projectVertex(1)"
    here = page.evaluate(where)
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(TOUR_SEEN)
    other = context.new_page()
    other.goto(page.url)
    until(other, "performance.getEntriesByName('pool-last-image').length > 0", 60_000)
    at_rest(other, "pool")
    there = other.evaluate(where)
    assert [there["x"], there["y"]] == pytest.approx([here["x"], here["y"]], abs=2)
    assert "pick=3" in other.url
    context.close()


def test_a_link_holds_the_map_that_is_open(
    structure: StructurePage, browser: Browser, server_process: ServerProcess
) -> None:
    structure.open(layer="block3b_add", cluster="1")
    page = structure.page
    page.get_by_role("radio", name="Entropy").click()
    page.get_by_role("list", name="Feature maps").locator(".map-cell").nth(2).click()
    heading = page.get_by_role("heading", name=re.compile(r"^block3b_add, channel \d+"))
    name = heading.inner_text()
    expect(page).to_have_url(re.compile(r"channel=\d+.*order=entropy"))
    other = elsewhere(browser, server_process, page.url)
    expect(other.page.get_by_role("heading", name=name)).to_be_visible()
    other.page.go_back()
    expect(other.page.get_by_role("list", name="Feature maps")).to_be_visible()
    expect(other.page.get_by_role("radio", name="Entropy")).to_be_checked()
    other.page.context.close()


def test_a_link_holds_the_comparison_with_a_kept_image(
    structure: StructurePage, browser: Browser, server_process: ServerProcess
) -> None:
    structure.open(masks="r60,40,90,160", fill="blur")
    page = structure.page
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Show the original").click()
    page.get_by_role("button", name="Compare", exact=True).click()
    dialog = page.get_by_role("dialog", name="Compare two images")
    dialog.get_by_label("Layer").select_option("block2b_add")
    differences = dialog.get_by_role("region", name="Feature maps")
    expect(differences).to_be_visible()
    expect(page).to_have_url(re.compile("compare=1/o/blur:r60,40,90,160/block2b_add"))
    structure.wire.settle()  # until then the maps of the layer before stand there
    text = differences.inner_text()
    other = elsewhere(browser, server_process, page.url)
    again = other.page.get_by_role("dialog", name="Compare two images")
    expect(again.get_by_role("region", name="Feature maps")).to_have_text(text, use_inner_text=True)
    expect(again.get_by_label("Layer")).to_have_value("block2b_add")
    other.page.context.close()


def elsewhere(browser: Browser, server_process: ServerProcess, url: str) -> StructurePage:
    """A link in another person's browser, with a window of the same size."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    context.add_init_script(TOUR_SEEN)
    other = StructurePage(context.new_page(), server_process.address)
    other.page.goto(url)
    other.wait()
    return other


def test_back_and_forward_go_through_the_views(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    structure.stroke((60, 40), (150, 200))
    masks = structure.wire.last_layers()["body"]["masks"]
    page.get_by_role("button", name="Tetrascope, main menu").click()
    page.get_by_role("region", name="Picture").get_by_role("button", name="Flower", exact=True).click()
    page.get_by_role("button", name="See the network").click()
    expect(structure.classes.first).to_contain_text("daisy")
    structure.wait()
    assert structure.wire.last_layers()["body"]["masks"] == [], "masks belong to their picture"
    page.go_back()
    expect(page.get_by_role("button", name="See the network")).to_be_visible()
    page.go_back()
    page.go_back()
    expect(page.get_by_role("button", name=re.compile("now Cat"))).to_be_visible()
    structure.wire.wait(lambda: structure.wire.last_layers()["body"]["image_id"] == structure.image_id)
    structure.wait()
    assert structure.wire.last_layers()["body"]["masks"] == masks
    page.go_forward()
    expect(page.get_by_role("button", name="See the network")).to_be_visible()


def test_an_address_that_makes_no_sense_is_no_dead_end(page: Page) -> None:
    page.goto("/#/no-such-view?x=1")
    page.get_by_role("button", name="Open the main menu").click()
    expect(page.get_by_role("button", name="See the network")).to_be_enabled()


@pytest.mark.parametrize(
    "text",
    [
        "masks=r1,2,3",
        "masks=b0,0,9,9,____&fill=pink&k=0&layers=&map=no&cluster=999",
        "layer=no_such_layer",
        "cam=1,nan,0,0,0,0,1&compare=2/o/p/stem_conv&channel=-1&order=size&field=7",
        "cam=2,0,0,0,0,0,1&compare=1/x/p/",
    ],
)
def test_what_cannot_be_read_in_an_address_is_left_out(structure: StructurePage, text: str) -> None:
    samples = structure.client.get("/v1/samples")["samples"]
    structure.page.goto(f"/#/structure?image={samples[0]['image']['image_id']}&network={NETWORK}&{text}")
    structure.wait()
    body = structure.wire.last_layers()["body"]
    assert (body["masks"], body["fill"], body["clusters"], body["layers"]) == ([], "black", 3, None)


@pytest.mark.parametrize("view", ["structure", "pool"])
def test_a_link_to_a_picture_that_is_gone_says_so(page: Page, view: str) -> None:
    page.goto(f"/#/{view}?image=0123456789abcdef0123456789abcdef&network={NETWORK}")
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_role("button", name=re.compile("^Choose (a|another) (picture|image)$")).first.click()
    card = page.get_by_role("region", name="Picture").get_by_role("button", name="Cat", exact=True)
    card.click()
    expect(card).to_have_attribute("aria-pressed", "true")


def save(structure: StructurePage, item: str) -> Download:
    structure.page.get_by_role("button", name="Save", exact=True).click()
    with structure.page.expect_download() as download:
        structure.page.get_by_role("menuitem", name=item).click()
    return download.value


def content(download: Download) -> bytes:
    return Path(download.path()).read_bytes()


def test_what_is_on_screen_is_saved(structure: StructurePage) -> None:
    structure.open()
    structure.stroke((60, 40), (150, 200))
    [mask] = structure.wire.last_layers()["body"]["masks"]
    answer = structure.answer(masks=[mask])
    download = save(structure, "All data (JSON)")
    assert re.fullmatch(r"tetrascope-cat-[\w-]+\.json", download.suggested_filename)
    message = json.loads(content(download))
    assert message["predictions"]["masks"] == [mask]
    assert [one["layer"] for one in message["layers"]] == [one["layer"] for one in answer["layers"]]
    for saved, own in zip(message["layers"], answer["layers"], strict=True):
        for one, other in zip(saved["clusters"], own["clusters"], strict=True):
            assert base64.b64decode(one["representative"]["data"]) == other["representative"]["data"]
    rows = list(csv.DictReader(io.StringIO(content(save(structure, "Classes (CSV)")).decode())))
    for row, score in zip(rows, answer["predictions"]["classes"], strict=True):
        assert row["name"] == score["label"]["name"]
        assert float(row["probability"]) == pytest.approx(score["probability"])
    original = {one["label"]["index"]: one["probability"] for one in structure.answer()["predictions"]["classes"]}
    assert any(row["probability_unmasked"] for row in rows)
    for row in rows:
        if row["probability_unmasked"]:
            assert float(row["probability_unmasked"]) == pytest.approx(original[int(row["class"])])
    clusters = list(csv.DictReader(io.StringIO(content(save(structure, "Layers and clusters")).decode())))
    assert len(clusters) == sum(len(layer["clusters"]) for layer in answer["layers"])
    assert {row["layer"] for row in clusters} == {layer["layer"] for layer in answer["layers"]}
    entropies = list(csv.DictReader(io.StringIO(content(save(structure, "Entropy of each map")).decode())))
    assert len(entropies) == sum(layer["channels"] for layer in answer["layers"])
    picture = decoded(content(save(structure, "This view (PNG)")))
    box = structure.canvas.bounding_box()
    assert box
    assert picture.shape[1] >= box["width"]
    assert picture.reshape(-1, 3).std(axis=0).min() > 10, "the scene, and no empty picture"


def test_the_way_from_the_menu_to_a_mask_by_keyboard_alone(structure: StructurePage) -> None:
    page = structure.page
    page.goto("/")
    expect(page.get_by_role("button", name="See the network")).to_be_enabled()
    go_to(page, "Flower", lambda text: text.endswith("Flower"))
    page.keyboard.press("Enter")
    go_to(page, "start", lambda text: text == "See the network")
    page.keyboard.press("Enter")
    expect(structure.classes.first).to_contain_text("daisy")
    structure.wait()
    before = structure.shown_classes()
    go_to(page, "input", lambda text: text == "Input image")
    page.keyboard.press("ArrowUp")
    for _ in range(8):
        page.keyboard.press("Shift+ArrowDown")
        page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    structure.wire.settle()
    [mask] = structure.wire.last_layers()["body"]["masks"]
    assert (mask["height"], mask["width"]) == (56 + 64, 56 + 64)
    assert (mask["top"], mask["left"]) == (112 - 8 - 60, 112 - 60)
    structure.image_id = structure.wire.last_layers()["body"]["image_id"]
    structure.assert_shown(structure.answer(masks=[mask]))
    assert structure.shown_classes() != before
    page.keyboard.press("Delete")
    structure.wire.settle()
    assert structure.wire.last_layers()["body"]["masks"] == []
    assert len(structure.wire.parts(structure.wire.last_layers(), "layer")) == COLUMNS


def go_to(page: Page, what: str, there: Callable[[str], bool]) -> None:
    """Press Tab until the focus is where its name says."""
    for _ in range(60):
        page.keyboard.press("Tab")
        name = page.evaluate("(document.activeElement.ariaLabel ?? document.activeElement.textContent).trim()")
        if there(name):
            assert page.evaluate("document.activeElement.matches(':focus-visible')")
            return
    raise AssertionError(f"60 tabs did not lead to {what}")
