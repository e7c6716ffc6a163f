"""Going back closes what is open, and leaves all else as it is; going forward opens it again."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.conftest import DESKTOP, PHONE, TOUCH
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.until import until


def steps(page: Page) -> int:
    """Overlays that the history counts at its present entry."""
    count: int = page.evaluate("history.state?.overlays ?? 0")
    return count


def at_step(page: Page, count: int) -> None:
    until(page, f"(history.state?.overlays ?? 0) === {count}")


def test_back_closes_the_map_then_the_maps_and_stays_in_the_scene(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    layer = structure.answer()["layers"][1]["layer"]
    page.mouse.click(*structure.at(layer, 1, 40, 40))
    sheet = page.get_by_role("region", name=f"Feature maps of {layer}")
    sheet.get_by_role("list", name="Feature maps").locator(".map-cell").first.click()
    expect(page.get_by_role("button", name="Next map")).to_be_visible()
    at_step(page, 2)
    structure.stroke((60, 40), (150, 200))
    [mask] = structure.wire.last_layers()["body"]["masks"]
    expect(page).to_have_url(re.compile(r"masks=r\d"))
    page.go_back()
    expect(page.get_by_role("button", name="Next map")).to_be_hidden()
    expect(sheet).to_be_visible()
    page.go_back()
    expect(sheet).to_be_hidden()
    expect(structure.canvas).to_be_visible()
    screenshot("after-back")
    structure.wait()
    assert structure.wire.last_layers()["body"]["masks"] == [mask], "a mask is no part of what was open"
    assert steps(page) == 0
    page.go_forward()
    expect(sheet).to_be_visible()
    page.go_back()
    expect(sheet).to_be_hidden()
    assert structure.wire.last_layers()["body"]["masks"] == [mask]


def test_what_is_closed_by_hand_leaves_no_step_behind(structure: StructurePage) -> None:
    page = structure.page
    page.goto("/")
    page.get_by_role("region", name="Picture").get_by_role("button", name="Cat", exact=True).click()
    page.get_by_role("button", name="See the network").click()
    structure.wait()
    layer = structure.wire.parts(structure.wire.last_layers(), "layer")[0]["layer"]
    page.mouse.click(*structure.at(layer, 0, 40, 40))
    at_step(page, 1)
    page.get_by_role("button", name="Close feature maps").click()
    at_step(page, 0)
    page.go_back()
    expect(page.get_by_role("button", name="See the network")).to_be_visible()


def open_compare(structure: StructurePage) -> str:
    structure.page.get_by_role("button", name="Compare", exact=True).click()
    return "Compare two images"


def open_layers(structure: StructurePage) -> str:
    structure.page.get_by_role("button", name=re.compile(r"\(default\)")).click()
    return "Layers shown"


def open_help(structure: StructurePage) -> str:
    structure.page.get_by_role("button", name="Help", exact=True).click()
    return "Help"


def open_tour(structure: StructurePage) -> str:
    open_help(structure)
    structure.page.get_by_role("dialog").get_by_role("button", name="Take the tour of this scene").click()
    return "The network, layer by layer"


@pytest.mark.parametrize("open_", [open_compare, open_layers, open_help, open_tour])
def test_back_closes_a_dialog_of_the_scene(structure: StructurePage, open_: Callable[[StructurePage], str]) -> None:
    structure.open(masks="r60,40,90,160")
    page = structure.page
    dialog = page.get_by_role("dialog", name=open_(structure))
    expect(dialog).to_be_visible()
    at_step(page, 1)
    page.go_back()
    expect(dialog).to_be_hidden()
    expect(structure.canvas).to_be_visible()
    at_step(page, 0)
    expect(page).to_have_url(re.compile("#/structure"))


@pytest.mark.parametrize(("viewport", "context_options"), [(PHONE, TOUCH)])
def test_on_a_phone_back_closes_outline_and_help(structure: StructurePage) -> None:
    structure.open()
    page = structure.page
    page.get_by_role("button", name="Outline of the scene").tap()
    outline = page.get_by_role("region", name="Outline of the scene")
    expect(outline).to_be_visible()
    page.get_by_role("button", name="Help", exact=True).tap()
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    at_step(page, 2)
    page.go_back()
    expect(page.get_by_role("dialog", name="Help")).to_be_hidden()
    expect(outline).to_be_visible()
    page.go_back()
    expect(outline).to_be_hidden()
    expect(page).to_have_url(re.compile("#/structure"))


def test_back_closes_a_dialog_of_the_menu(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="See the network")).to_be_enabled()
    page.get_by_role("button", name="Help", exact=True).click()
    at_step(page, 1)
    page.go_back()
    expect(page.get_by_role("dialog", name="Help")).to_be_hidden()
    expect(page.get_by_role("button", name="See the network")).to_be_visible()


def test_back_closes_a_menu_of_scene_2(page: Page, server_process: ServerProcess) -> None:
    pool = PoolPage(page, server_process.address)
    pool.open(windows=QUICK)
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("menu", name="Export")).to_be_visible()
    at_step(page, 1)
    page.go_back()
    expect(page.get_by_role("menu", name="Export")).to_be_hidden()
    expect(page).to_have_url(re.compile("#/pool"))


@pytest.mark.parametrize("first_visit", [True])
@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])
def test_each_scene_offers_a_story_once(structure: StructurePage, screenshot: Callable[..., None]) -> None:
    structure.open()
    page = structure.page
    offer = page.get_by_role("complementary", name="Offered story")
    expect(offer).to_contain_text("New to this scene?")
    screenshot("offer")
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_be_hidden()
    page.get_by_role("radio", name="Masked images").click()
    expect(offer).to_contain_text("New to this scene?")
    offer.get_by_role("button", name="Not now").click()
    expect(offer).to_be_hidden()
    page.reload()
    page.get_by_role("radio", name="Network structure").click()
    expect(structure.canvas).to_be_visible()
    expect(offer).to_have_count(0)
