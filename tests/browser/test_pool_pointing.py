"""Scene 2: the importance map and the masked copies point at each other."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.wire import Map
from tests.protocol.guide_client import values

SIDE = 224
"""Of the network's input, in pixels."""


def heat_map(pool: PoolPage) -> Locator:
    return pool.panel("Importance").get_by_role("img", name=re.compile("^Importance of each pixel"))


def hiding(images: list[Map], row: int, column: int) -> set[int]:
    """The copies whose mask hides a pixel, by the server's numbers."""
    return {
        image["index"]
        for image in images
        if 0 <= row - image["mask"]["top"] < image["mask"]["height"]
        and 0 <= column - image["mask"]["left"] < image["mask"]["width"]
    }


def place_of(pool: PoolPage, row: int, column: int) -> tuple[float, float]:
    """Where a pixel of the heat map is in the window."""
    box = heat_map(pool).bounding_box()
    assert box
    return box["x"] + (column + 0.5) / SIDE * box["width"], box["y"] + (row + 0.5) / SIDE * box["height"]


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_a_pixel_of_the_importance_map_lights_the_copies_that_hide_it(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK, all="1")
    page, answer = pool.page, pool.answer()
    everything = set(range(len(answer["images"])))
    assert set(pool.shown()) == everything
    heat_map(pool).scroll_into_view_if_needed()
    row, column = 60, 120
    lit = hiding(answer["images"], row, column)
    assert 0 < len(lit) < len(everything)
    page.mouse.move(*place_of(pool, row, column))
    status = pool.panel("Importance").get_by_role("status")
    expect(status).to_contain_text(f"Lit in the scene: {len(lit)}.")
    changed = sum(not image["kept"] for image in answer["images"] if image["index"] in lit)
    expect(status).to_contain_text(f"{len(lit)} copies that hide it: {len(lit) - changed} kept, {changed} changed.")
    pool.rest()
    assert set(pool.shown()) == lit
    # A click keeps the pixel, so that the copies can be pointed at; where the pointer then goes is no other pixel.
    page.mouse.click(*place_of(pool, row, column))
    screenshot("lit")
    page.emulate_media(color_scheme="dark")
    screenshot("lit-dark")
    page.mouse.move(*place_of(pool, 200, 10))
    pool.rest()
    assert set(pool.shown()) == lit
    assert_accessible(page)
    pool.panel("Importance").get_by_role("button", name="Let go of this pixel").click()
    page.mouse.move(5, 5)
    expect(status).to_contain_text("Mean drop of")
    pool.rest()
    assert set(pool.shown()) == everything


def test_the_keyboard_lights_copies_too(pool: PoolPage) -> None:
    pool.open(windows=QUICK, all="1")
    answer = pool.answer()
    heat_map(pool).focus()
    pool.page.keyboard.press("ArrowUp")
    pool.page.keyboard.press("Shift+ArrowLeft")
    row, column = SIDE // 2 - 8, SIDE // 2 - 1
    value = values(answer["importance"])[row][column]
    status = pool.panel("Importance").get_by_role("status")
    expect(status).to_contain_text(f"{abs(value) * 100:.1f} pp at row {row}, column {column}")
    pool.rest()
    assert set(pool.shown()) == hiding(answer["images"], row, column)
    pool.page.keyboard.press("Escape")
    expect(status).to_contain_text("Mean drop of")
    pool.rest()
    assert len(pool.shown()) == len(answer["images"])


@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_pointing_at_a_copy_outlines_its_mask_on_the_importance_map(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK, all="1")
    page, images = pool.page, pool.answer()["images"]
    outline = pool.panel("Importance").locator(".pool-importance-mask")
    expect(outline).to_have_count(0)
    index = pool.on_top([image["index"] for image in images])
    x, y, _ = pool.at(index)
    page.mouse.move(x, y)
    expect(outline).to_have_attribute("data-copy", str(index))
    page.mouse.click(x, y)
    page.mouse.move(5, 5)
    expect(outline).to_have_attribute("data-copy", str(index))
    heat_map(pool).scroll_into_view_if_needed()
    mask = images[index]["mask"]
    left, top = place_of(pool, mask["top"], mask["left"])
    right, bottom = place_of(pool, mask["top"] + mask["height"], mask["left"] + mask["width"])
    box = outline.bounding_box()
    assert box
    half = (right - left) / mask["width"] / 2
    assert box["x"] == pytest.approx(left - half, abs=1)
    assert box["y"] == pytest.approx(top - half, abs=1)
    assert box["width"] == pytest.approx(right - left, abs=1)
    assert box["height"] == pytest.approx(bottom - top, abs=1)
    screenshot("outlined")
