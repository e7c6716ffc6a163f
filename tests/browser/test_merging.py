"""Merged labels: made by hand and from a suggestion, in both scenes, in the link, and kept in the browser."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.structure_page import StructurePage

CATS = [281, 282, 285]
LINK = "cat:281,282,285"


def opened(page: Page) -> Locator:
    """The dialog, opened by its button."""
    page.get_by_role("button", name="Merge labels…").click()
    dialog = page.get_by_role("dialog", name="Merge labels")
    expect(dialog).to_be_visible()
    return dialog


def percentage(share: float) -> str:
    return f"{share * 100:.1f}%"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_cats_are_merged_from_a_suggestion_and_undone(
    structure: StructurePage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page = structure.page
    page.emulate_media(color_scheme=scheme)
    structure.open()
    alone = {score["label"]["index"]: score["probability"] for score in structure.answer()["predictions"]["classes"]}
    dialog = opened(page)
    suggestions = dialog.get_by_role("region", name="Suggestions")
    expect(suggestions.get_by_text("cosine 0.35")).to_be_visible()
    screenshot(f"suggested-{scheme}")
    suggestions.get_by_role("button", name="Pick tabby, tiger cat, Egyptian cat").click()
    expect(dialog.get_by_role("checkbox", name=re.compile("^Egyptian cat"))).to_be_checked()
    expect(dialog.get_by_role("textbox", name="Name")).to_have_value("cat")
    screenshot(f"picked-{scheme}")
    dialog.get_by_role("button", name="Merge 3 labels").click()
    expect(dialog.get_by_role("region", name="Merged labels")).to_contain_text("tabby, tiger cat and Egyptian cat")
    expect(structure.classes.first).to_contain_text(percentage(sum(alone[index] for index in CATS)))
    expect(structure.classes.first).to_contain_text("3 classes as one: tabby, tiger cat and Egyptian cat.")
    expect(page).to_have_url(re.compile(re.escape(f"merged={LINK}")))
    assert structure.wire.last_layers()["body"]["merged"] == [{"name": "cat", "classes": CATS}]
    screenshot(f"merged-{scheme}")
    assert_accessible(page)
    dialog.get_by_role("button", name="Close").click()
    expect(dialog).to_have_count(0)
    structure.rest()
    screenshot(f"answer-{scheme}")
    assert_accessible(page)
    opened(page).get_by_role("button", name="Undo").click()
    expect(structure.classes.first).to_contain_text("Egyptian cat")
    expect(structure.classes.first).to_contain_text(percentage(alone[285]))
    expect(page).not_to_have_url(re.compile("merged="))
    structure.wait()
    assert "merged" not in structure.wire.last_layers()["body"]


def test_labels_are_merged_by_hand_and_kept_in_the_browser(structure: StructurePage) -> None:
    page = structure.page
    structure.open("coffee")
    dialog = opened(page)
    merge = dialog.get_by_role("button", name=re.compile("^Merge"))
    expect(merge).to_be_disabled()
    search = dialog.get_by_role("searchbox", name="Search all labels")
    for name in ("convertible", "sports car"):
        search.fill(name)
        dialog.get_by_role("checkbox", name=name, exact=True).check()
    field = dialog.get_by_role("textbox", name="Name")
    field.fill("Lynx")
    expect(dialog.get_by_text("Another label is called “Lynx”.")).to_be_visible()
    expect(merge).to_be_disabled()
    field.fill("car")
    field.press("Enter")
    row = dialog.get_by_role("region", name="Merged labels").get_by_role("listitem")
    expect(row).to_contain_text("convertible and sports car")
    expect(page).to_have_url(re.compile("merged=car:511,817"))

    dialog.get_by_role("button", name="Close").click()
    structure.open("coffee")  # by a link that says nothing of it
    dialog = opened(page)
    saved = dialog.get_by_role("region", name="Saved in this browser")
    expect(saved).to_contain_text("convertible and sports car")
    saved.get_by_role("button", name="Use car").click()
    expect(row).to_contain_text("convertible and sports car")
    expect(saved).to_have_count(0)
    dialog.get_by_role("button", name="Take apart car").click()
    saved.get_by_role("button", name="Forget car").click()
    expect(saved).to_have_count(0)
    expect(page).not_to_have_url(re.compile("merged="))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [(1280, 720)])
def test_a_link_with_merged_labels_shows_the_pool_by_them(
    pool: PoolPage, screenshot: Callable[..., None], scheme: Any
) -> None:
    page = pool.page
    page.emulate_media(color_scheme=scheme)
    pool.open(windows=QUICK, merged=LINK)
    corners = page.get_by_role("list", name=re.compile("^Labels at the corners"))
    expect(corners.get_by_text("cat", exact=True)).to_be_visible()
    assert [len(pool.wire.requests(name)) for name in ("pools", "boundaries")] == [1, 1]
    answer = pool.answer()
    assert answer["examined"]["label"]["index"] == 1000
    panel = pool.panel("The whole image")
    expect(panel).to_contain_text(percentage(answer["original"]["probability"]))
    screenshot(f"pool-{scheme}")


def test_merging_in_the_pool_places_it_anew_without_classifying(pool: PoolPage) -> None:
    page = pool.page
    pool.open(windows=QUICK, label="281")
    before = pool.answer()
    dialog = opened(page)
    dialog.get_by_role("button", name=re.compile("^Pick tabby, tiger cat")).click()
    dialog.get_by_role("button", name=re.compile(r"^Merge \d labels")).click()
    dialog.get_by_role("button", name="Close").click()
    corners = page.get_by_role("list", name=re.compile("^Labels at the corners"))
    expect(corners.get_by_text("cat", exact=True)).to_be_visible()
    pool.wait()
    request = pool.wire.requests("pools")[-1]
    assert (len(pool.wire.parts(request, "pool")), pool.wire.parts(request, "pool_batch")) == (1, [])
    assert (request["body"]["label"], request["body"]["merged"][0]["name"]) == (281, "cat")
    answer = pool.answer()
    assert answer["examined"]["label"]["name"] == "cat"
    assert answer["examined"]["probability"] > before["examined"]["probability"]
    expect(pool.panel("Importance").get_by_role("combobox", name="Importance for")).to_have_value("281")
    assert [image["kept"] for image in answer["images"]] != [image["kept"] for image in before["images"]]


def test_a_link_whose_labels_do_not_fit_shows_what_fits(structure: StructurePage) -> None:
    structure.open(merged="cat:281,282,285/lynx:1,2/x:5,1000")
    expect(structure.classes.first).to_contain_text("3 classes as one")
    assert [label["name"] for label in structure.wire.last_layers()["body"]["merged"]] == ["cat"]
