"""How is this computed? A pixel of a large map, step by step, and back to the image."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.structure_page import NETWORK, StructurePage
from tests.protocol.guide_client import Map

LAYER = "block2a_depthwise_conv"
DARK = {"color_scheme": "dark"}


def told(structure: StructurePage, **asked: object) -> Map:
    body = {"image_id": structure.image_id, "network_id": NETWORK, "terms": 6, **asked}
    answer: Map = structure.client.post("/v1/computations", body)
    return answer


def dialog(page: Page) -> Locator:
    return page.get_by_role("dialog", name="How is this computed?")


def number(text: str) -> float:
    return float(text.replace("−", "-"))


def numbers(page: Page, label: str) -> list[float]:
    cells = dialog(page).locator("figure", has_text=label).locator(".computed-cell")
    expect(cells.first).to_be_visible()  # the title is there before the server has answered
    return [number(text) for text in cells.all_inner_texts()]


@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
def test_a_pixel_that_is_pressed_is_told_in_the_servers_numbers(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open(mode="unclustered", layer=LAYER, channel="5")
    page = structure.page
    large = page.get_by_role("application", name="Channel 5")
    box = large.bounding_box()
    assert box
    page.mouse.click(box["x"] + box["width"] * 12.5 / 56, box["y"] + box["height"] * 10.5 / 56)
    expect(dialog(page).get_by_text(f"{LAYER}, channel 5, row 10, column 12")).to_be_visible()
    answer = told(structure, layer=LAYER, channel=5, row=10, column=12)
    first, *_, last = answer["steps"]
    (term,) = first["terms"]
    assert numbers(page, "Values read") == pytest.approx(term["values"], abs=6e-3)
    assert numbers(page, "Kernel") == pytest.approx(term["weights"], abs=6e-3)
    steps = dialog(page).get_by_role("list", name="Steps").get_by_role("button")
    expect(steps).to_have_count(len(answer["steps"]))
    shown = [number(text.splitlines()[-1]) for text in steps.all_inner_texts()]
    assert shown == pytest.approx([step["value"] for step in answer["steps"]], rel=1e-3, abs=1e-6)
    screenshot("convolution")
    assert_accessible(page)
    steps.last.click()
    expect(dialog(page).get_by_text(last["sentence"])).to_be_visible()
    expect(
        dialog(page).get_by_text(re.compile("^The network’s own value is .*(rounding|just the same)"))
    ).to_be_visible()
    screenshot("activation")


def test_a_probability_in_the_list_of_classes_is_told_down_to_the_last_maps(
    structure: StructurePage, screenshot: Callable[..., None]
) -> None:
    structure.open()
    page = structure.page
    second = structure.answer()["predictions"]["classes"][1]
    label, share = second["label"], f"{100 * second['probability']:.1f}%"
    screenshot("classes")
    page.get_by_role("button", name=f"{share} for {label['name']}: how is this computed?").click()
    expect(dialog(page).get_by_text(f"probability of {label['name']}")).to_be_visible()
    answer = told(structure, channel=label["index"])
    assert answer["value"] == pytest.approx(second["probability"], abs=1e-5)
    steps = dialog(page).get_by_role("list", name="Steps").get_by_role("button")
    expect(steps).to_have_count(len(answer["steps"]))
    shown = [number(text.splitlines()[-1]) for text in steps.all_inner_texts()]
    assert shown == pytest.approx([step["value"] for step in answer["steps"]], rel=1e-3, abs=1e-6)
    screenshot("dense")
    assert_accessible(page)
    steps.last.click()
    expect(dialog(page).get_by_text(answer["steps"][-1]["sentence"])).to_be_visible()
    screenshot("softmax")
    steps.first.click()
    dialog(page).get_by_role("button", name=re.compile("^Value read")).first.click()
    expect(page).to_have_url(re.compile(rf"computed={label['index']}\.0\.0\.a\.answer~"))
    page.reload()
    dialog(page).get_by_role("button", name="answer", exact=True).click()
    expect(dialog(page).get_by_text(f"probability of {label['name']}")).to_be_visible()


def test_one_goes_to_the_image_and_back_by_keyboard_alone(structure: StructurePage) -> None:
    structure.open(mode="unclustered", layer="stem_conv", channel="5")
    page = structure.page
    page.get_by_role("application", name="Channel 5").focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    player = dialog(page).get_by_text("Step 1 of 3: Convolution")
    expect(player).to_be_visible()
    page.keyboard.press("ArrowRight")
    expect(dialog(page).get_by_text("Step 2 of 3: Normalisation")).to_be_visible()
    page.keyboard.press("ArrowLeft")
    expect(player).to_be_visible()
    cells = dialog(page).get_by_role("button", name=re.compile("^Values read, row"))
    cells.first.focus()
    page.keyboard.press("ArrowDown")
    expect(cells.nth(3)).to_be_focused()
    page.keyboard.press("Enter")
    expect(dialog(page).get_by_text("This is a pixel of the image itself")).to_be_visible()
    expect(page).to_have_url(re.compile(r"computed=5\.\d+\.\d+\.l\.stem_conv~\d\.\d+\.\d+\.o\.image"))
    page.reload()
    expect(dialog(page).get_by_text("This is a pixel of the image itself")).to_be_visible()
    dialog(page).get_by_role("button", name="Back", exact=True).press("Enter")
    expect(player).to_be_visible()
    page.keyboard.press("Escape")
    expect(dialog(page)).to_have_count(0)
    expect(page).not_to_have_url(re.compile("computed="))


def test_it_plays_step_by_step_and_can_be_held(structure: StructurePage) -> None:
    structure.open(mode="unclustered", computed="5.40.61.l.stem_conv")
    page = structure.page
    play = dialog(page).get_by_role("button", name="Play step by step")
    play.click()
    expect(dialog(page).get_by_text("Step 2 of 3: Normalisation")).to_be_visible()
    dialog(page).get_by_role("button", name="Pause").click()
    expect(play).to_be_visible()
    back = dialog(page).get_by_role("button", name="Step back")
    while back.is_enabled():
        back.click()
    kernel = dialog(page).locator("figure", has_text="Kernel")
    expect(kernel).to_have_attribute("data-there", "false")
    dialog(page).get_by_role("button", name="Step on").click()
    expect(kernel).to_have_attribute("data-there", "true")


def test_what_is_not_there_is_said(structure: StructurePage) -> None:
    structure.open(mode="unclustered", computed="99.0.0.l.stem_conv")
    expect(dialog(structure.page).get_by_text("Expected a channel of 0..31")).to_be_visible()
