"""Scene 2: one image of the pool: pointed at, chosen, in the list, and opened in scene 1."""

import re
from collections.abc import Callable

from playwright.sync_api import expect
from tests.browser.pixels import canvas_pixels
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.structure_page import StructurePage, percentage

NAMES = ("top", "left", "height", "width")


def test_a_hover_shows_the_mask_with_its_probabilities_and_a_click_keeps_it(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK)
    answer = pool.answer()
    index = pool.on_top(pool.shown())
    image = answer["images"][index]
    x, y, _ = pool.at(index)
    pool.page.mouse.move(x, y)
    details = pool.panel(f"Masked copy {index}")
    expect(details).to_be_visible()
    mask = image["mask"]
    picture = details.get_by_role("img", name=f"rows {mask['top']} to {mask['top'] + mask['height'] - 1}")
    expect(picture).to_be_visible()
    assert canvas_pixels(picture).std() > 15
    text = details.inner_text()
    for vertex, probability in zip(answer["vertices"], image["probabilities"], strict=True):
        after = text.partition(vertex["label"]["name"])[2]
        assert after, text
        assert percentage(probability) in after
    assert percentage(image["outside"]) in text.partition("Outside the four labels")[2]
    assert ("kept" if image["kept"] else "changed") in text
    screenshot("hover")
    pool.page.mouse.move(pool.canvas.bounding_box()["x"] + 8, 400)  # type: ignore[index]
    expect(details).to_be_hidden()
    pool.rest()
    x, y, _ = pool.at(index)
    pool.page.mouse.click(x, y)
    pool.page.mouse.move(pool.canvas.bounding_box()["x"] + 8, 400)  # type: ignore[index]
    expect(details).to_be_visible()
    expect(pool.page).to_have_url(re.compile(f"pick={index}"))


def test_a_card_at_the_pointer_covers_neither_the_panel_nor_the_image(
    pool: PoolPage, screenshot: Callable[..., None]
) -> None:
    pool.open(windows=QUICK)
    card = pool.page.locator(".pool-card")
    shown = pool.shown()
    pool.page.mouse.move(*pool.at(pool.on_top(shown))[:2])
    expect(pool.panel(f"Masked copy {pool.on_top(shown)}")).to_be_in_viewport()
    expect(card).to_have_count(0)
    # Once the panel is scrolled away the card says it, somewhere in the scene.
    pool.panel("Boundary").get_by_text("On the right side").scroll_into_view_if_needed()
    scene = pool.canvas.bounding_box()
    assert scene
    for index in {pool.on_top(shown), pool.on_top(shown[::-1])}:
        x, y, half = pool.at(index)
        pool.page.mouse.move(x, y)
        expect(card).to_contain_text(percentage(pool.answer()["images"][index]["probability"]))
        box = card.bounding_box()
        assert box
        assert scene["x"] <= box["x"] and box["x"] + box["width"] <= scene["x"] + scene["width"]
        assert scene["y"] <= box["y"] and box["y"] + box["height"] <= scene["y"] + scene["height"]
        beside = box["x"] > x + half or box["x"] + box["width"] < x - half
        assert beside or box["y"] > y + half or box["y"] + box["height"] < y - half, "the image stays in sight"
    screenshot("card")


def test_the_list_is_sorted_read_and_walked_by_keyboard(pool: PoolPage, screenshot: Callable[..., None]) -> None:
    pool.open(windows=QUICK, all="1")
    answer = pool.answer()
    pool.page.get_by_role("button", name="List of images").click()
    expect(pool.table).to_have_attribute("aria-rowcount", "75")
    change = {one["index"]: one["original_probability"] for one in answer["images"]}
    order = sorted(change, key=lambda index: (change[index], index))
    screenshot("list")
    pool.table.focus()
    for index in order[:3]:
        pool.table.press("ArrowDown")
        expect(pool.panel(f"Masked copy {index}")).to_be_visible()
        expect(pool.table).to_have_attribute("aria-activedescendant", f"pool-line-{index}")
    pool.page.get_by_role("button", name="Outside", exact=True).click()
    outside = {one["index"]: one["outside"] for one in answer["images"]}
    first = sorted(outside, key=lambda index: (outside[index], index))[0]
    pool.table.press("Home")
    expect(pool.panel(f"Masked copy {first}")).to_be_visible()
    expect(pool.table.get_by_role("row", selected=True)).to_contain_text(percentage(outside[first]))


def test_a_click_leads_to_the_same_masked_image_in_scene_1(pool: PoolPage) -> None:
    pool.open(windows=QUICK, fill="blur")
    index = pool.on_top(pool.shown())
    image = pool.answer()["images"][index]
    x, y, _ = pool.at(index)
    pool.page.mouse.click(x, y)
    pool.panel(f"Masked copy {index}").get_by_role("button", name="Open in scene 1").click()
    structure = StructurePage.__new__(StructurePage)
    structure.page, structure.wire, structure.client = pool.page, pool.wire, pool.client
    structure.image_id = pool.image_id
    structure.wire.wait(lambda: bool(structure.wire.scene_requests()))
    structure.wait()
    body = structure.wire.last_layers()["body"]
    assert body["masks"] == [{"kind": "rectangle", **{key: image["mask"][key] for key in NAMES}}]
    assert body["fill"] == "blur"
    structure.assert_shown(structure.answer(masks=body["masks"], fill="blur"))
    assert structure.shown_classes()[0][1] == percentage(image["probability"])
    pool.page.go_back()
    expect(pool.canvas).to_be_visible()
    pool.rest()
    assert len(pool.wire.requests("pools")) == 1, "what is known is not computed again"
    assert pool.page.evaluate("window.tetrascope.pool.stats().images") == 74
