"""Several fills in one pool of scene 2: asked for, told apart, filtered, and taken along."""

import re
from collections import Counter
from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP
from tests.browser.pixels import canvas_pixels
from tests.browser.pool_page import QUICK, PoolPage

COPIES = 74
"""Of each fill, with `QUICK`."""


def test_further_fills_are_copies_of_their_own_in_the_same_pool(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    page = pool.page
    pool.open(windows=QUICK)
    fills = page.get_by_role("group", name="And once more with")
    fills.get_by_role("checkbox", name="Blurred image").check()
    expect(page.get_by_text(f"{2 * COPIES} masked copies").first).to_be_visible()
    page.get_by_role("button", name="Run again").first.click()
    pool.wire.wait(lambda: pool.request().get("more_fills") == ["blur"])
    pool.wait()
    answer = pool.answer()
    assert Counter(image["fill"] for image in answer["images"]) == {"black": COPIES, "blur": COPIES}
    assert page.evaluate("window.tetrascope.pool.stats().images") == 2 * COPIES
    expect(page).to_have_url(re.compile("fills=blur"))
    screenshot("tetrahedron")

    filters = pool.panel("Filters")
    filters.get_by_label("Masked pixels became").select_option(label="Blurred image")
    expect(filters.get_by_text(re.compile(r"^\d+ of \d+ pass"))).to_be_visible()
    expect(page).to_have_url(re.compile("filter=fill:blur"))
    page.get_by_role("button", name="List of images").click()
    expect(pool.table.get_by_text("blur", exact=True).first).to_be_visible()
    expect(pool.table.get_by_text("black", exact=True)).to_have_count(0)
    assert_accessible(page)
    screenshot("list")

    # A copy opens in scene 1 with its own fill.
    line = pool.table.get_by_role("row").nth(1)
    line.click()
    page.get_by_role("button", name="Open in scene 1").last.click()
    expect(page).to_have_url(re.compile("#/structure.*fill=blur"))


@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
def test_on_the_photo_each_fill_has_a_row(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    page = pool.page
    pool.open(windows=QUICK, fills="noise", arrange="photo")
    captions = page.get_by_role("list", name="Windows of the pool").get_by_role("listitem")
    expect(captions.filter(has_text="Noise")).to_have_count(2)
    expect(captions.filter(has_text="Black")).to_have_count(2)
    screenshot("photo")
    pool.panel("Pool of masked copies").scroll_into_view_if_needed()
    assert_accessible(page)


@pytest.mark.parametrize("viewport", [DESKTOP])
def test_a_copy_shows_its_own_fill(pool: PoolPage) -> None:
    page = pool.page
    pool.open("cat", windows="112/56", fills="mean", all="1", filter="fill:mean", hide="1", spread="0")
    answer = pool.answer()
    (copy,) = [image for image in answer["images"] if image["fill"] == "mean"][:1]
    page.get_by_role("button", name="List of images").click()
    row = pool.table.get_by_role("row").filter(has=page.get_by_text(str(copy["index"]), exact=True)).first
    row.click()
    details = pool.panel(f"Masked copy {copy['index']}")
    picture = canvas_pixels(details.locator("canvas"))
    height, width, _ = picture.shape
    mask = copy["mask"]
    row_at = round((mask["top"] + mask["height"] / 2) / 224 * height)
    column_at = round((mask["left"] + mask["width"] / 2) / 224 * width)
    fill = next(each["image"] for each in answer["more_fill_images"] if each["fill"] == "mean")
    assert picture[row_at, column_at].tolist() == pytest.approx(list(fill["data"][:3]), abs=3)
