"""How the picture fits: chosen and moved in the menu and in the scenes, and what the network then answers about."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP, PHONE, TOUCH
from tests.browser.menu_page import card, classes, open_menu
from tests.browser.wire import Wire


def way(page: Page, name: str) -> Locator:
    return page.get_by_role("radiogroup", name="How the picture fits").get_by_role("radio", name=name)


def frame(page: Page) -> Locator:
    return page.get_by_role("slider", name="Where the crop lies")


def asked(wire: Wire, operation: str) -> list[dict[str, Any]]:
    """What was asked so far, oldest first."""
    return [sent["body"] for sent in wire.requests(operation)]


def test_a_crop_is_moved_by_hand_and_by_keyboard_and_the_scene_is_about_it(
    page: Page, screenshot: Callable[..., None]
) -> None:
    wire = Wire(page)
    open_menu(page)
    card(page, "Cat").click()
    crop = frame(page)
    expect(crop).to_have_attribute("aria-valuenow", "50")
    box = crop.bounding_box()
    assert box
    middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(*middle)
    page.mouse.down()
    page.mouse.move(middle[0] + 400, middle[1], steps=4)
    page.mouse.up()
    expect(crop).to_have_attribute("aria-valuenow", "100")
    moved = crop.bounding_box()
    picture = crop.locator("xpath=..").bounding_box()
    assert moved and picture
    assert moved["x"] + moved["width"] == pytest.approx(picture["x"] + picture["width"], abs=1), "at the right end"
    crop.focus()
    page.keyboard.press("ArrowLeft")
    expect(crop).to_have_attribute("aria-valuenow", "98")
    page.keyboard.press("Home")
    page.keyboard.press("PageDown")
    expect(crop).to_have_attribute("aria-valuenow", "10")
    screenshot("menu-crop-moved")
    page.get_by_role("button", name="See the network").click()
    expect(classes(page)).to_have_count(10)
    assert asked(wire, "layers")[-1]["crop_at"] == pytest.approx(0.1)
    expect(page).to_have_url(re.compile("at=0.1"))
    page.reload()
    expect(classes(page)).to_have_count(10)
    expect(frame(page)).to_have_attribute("aria-valuenow", "10")
    page.get_by_role("button", name="Change picture or network").click()
    card(page, "Rocket").click()
    card(page, "Cat").click()
    expect(frame(page)).to_have_attribute("aria-valuenow", "50")


def test_squash_and_pad_are_chosen_in_the_menu_and_in_both_scenes(page: Page, screenshot: Callable[..., None]) -> None:
    wire = Wire(page)
    open_menu(page)
    card(page, "Cat").click()
    way(page, "Squash").click()
    expect(frame(page)).to_have_count(0)
    picture = page.get_by_role("figure").get_by_role("img", name="Cat").bounding_box()
    assert picture
    assert picture["width"] == pytest.approx(picture["height"], abs=1), "in the shape of the input"
    screenshot("menu-squash")
    page.get_by_role("button", name="See the network").click()
    expect(classes(page)).to_have_count(10)
    first = classes(page).first.inner_text()
    assert asked(wire, "layers")[-1]["fit"] == "squash"
    way(page, "Pad").click()
    expect(classes(page).first).not_to_have_text(first)
    assert asked(wire, "layers")[-1]["fit"] == "pad"
    assert asked(wire, "inputs")[-1]["fit"] == "pad"
    screenshot("structure-pad")
    page.get_by_role("radio", name="Masked images").click()
    expect(page.get_by_text("masked copies").first).to_be_visible()
    expect(way(page, "Pad")).to_be_checked()
    expect(page.get_by_role("button", name="Run again")).to_be_visible()
    assert asked(wire, "pools")[-1]["fit"] == "pad"
    way(page, "Crop").click()
    page.get_by_role("button", name="Run again").click()
    expect(page.get_by_role("button", name="Run again")).to_be_visible()
    assert "fit" not in asked(wire, "pools")[-1]


@pytest.mark.parametrize(
    ("viewport", "context_options"), [(DESKTOP, {}), (DESKTOP, DARK), (PHONE, {**TOUCH, **DARK}), (PHONE, TOUCH)]
)
def test_the_menu_with_a_frame_is_accessible(page: Page, screenshot: Callable[..., None]) -> None:
    open_menu(page)
    card(page, "Cat").click()
    expect(frame(page)).to_be_visible()
    screenshot("menu-crop")
    assert_accessible(page)
    way(page, "Pad").click()
    screenshot("menu-pad")
    assert_accessible(page)
