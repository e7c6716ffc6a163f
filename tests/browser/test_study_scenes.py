"""What a condition of a study hides in the scenes, and that nothing of it is left: no control, no way, no word."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DESKTOP, PHONE
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import SCENES, StructurePage
from tests.browser.study_condition import StudyCondition

TABLET = (820, 1180)
Enter = Callable[..., StructurePage]
Shot = Callable[..., None]


@pytest.fixture
def enter(page: Page, server_process: ServerProcess) -> Enter:
    """Enters scene 1 in a condition."""

    def enter_structure(**shows: Any) -> StructurePage:
        structure = StructurePage(page, server_process.address)
        structure.image_id = StudyCondition(page, server_process.address, **shows).enter("structure")
        structure.wait()
        return structure

    return enter_structure


def help_text(page: Page) -> str:
    """Everything that the help says, topic by topic, and its keys."""
    page.get_by_role("button", name="Help", exact=True).click()
    dialog = page.get_by_role("dialog", name="Help")
    texts = [dialog.inner_text()]
    titles = dialog.locator(".help-list .help-link")
    expect(titles.first).to_be_visible()
    for title in titles.all_inner_texts():
        dialog.get_by_role("button", name=title, exact=True).click()
        texts.append(dialog.locator(".help-topic").inner_text())
        dialog.get_by_role("button", name="All topics").click()
    page.keyboard.press("Escape")
    return "\n".join(texts).lower()


@pytest.mark.parametrize("viewport", [DESKTOP, TABLET, PHONE], ids=["desktop", "tablet", "phone"])
def test_no_condition_leads_out_of_the_study(enter: Enter, screenshot: Shot) -> None:
    page = enter().page
    screenshot("whole")
    for gone in ("Tetrascope, main menu", "Copy link to this view", "Save", "Change picture or network"):
        expect(page.get_by_role("button", name=gone)).to_have_count(0)
    expect(page.locator("a[href]:not([href='#main'])")).to_have_count(0)
    expect(page.get_by_role("region", name="How the picture fits", include_hidden=True)).to_have_count(0)
    for fixed in ("Layers as", "Clusters for each layer", "Clustered by", "Masked pixels become", "Colour map"):
        expect(page.get_by_label(fixed)).to_have_count(0)
    expect(page.locator(".tour-offer")).to_have_count(0)
    # A picture that is pasted or dropped goes nowhere.
    page.evaluate(
        """() => {
          const carried = new DataTransfer();
          carried.items.add(new File([new Uint8Array(8)], "own.png", { type: "image/png" }));
          dispatchEvent(new ClipboardEvent("paste", { clipboardData: carried, bubbles: true, cancelable: true }));
          const over = new DragEvent("dragover", { dataTransfer: carried, bubbles: true, cancelable: true });
          dispatchEvent(over);
          window.taken = over.defaultPrevented;
        }"""
    )
    assert page.evaluate("window.taken") is False
    expect(page.locator(".drop")).to_have_count(0)
    words = help_text(page)
    for word in ("paste", "sharing", "copy link", "api of this server", "csv", "another colour map", "more groups"):
        assert word not in words, word
    assert_accessible(page)


def test_looks_are_those_of_the_condition(enter: Enter, screenshot: Shot) -> None:
    structure = enter(k=5, criterion="mean_activation", fill="blur", colour_map="ember")
    structure.stroke((60, 40), (150, 200))
    body = structure.wire.last_layers()["body"]
    assert (body["clusters"], body["criterion"], body["fill"]) == (5, "mean_activation", "blur")
    structure.assert_shown(structure.answer(masks=body["masks"], fill="blur", clusters=5, criterion="mean_activation"))
    screenshot("looks")
    page = structure.page
    page.get_by_role("button", name="Outline of the scene").click()
    expect(page.get_by_role("region", name="Outline of the scene").get_by_text("Cluster 5").first).to_be_visible()
    colours = page.locator(".colour-scale .map-swatch").evaluate("(swatch) => swatch.style.backgroundImage")
    [ember] = [one for one in SCENES["colours"]["colour_maps"] if one["name"] == "ember"]
    second = ember["stops"][1].lstrip("#")
    assert str(tuple(bytes.fromhex(second))).strip("()") in colours


def test_without_clusters_there_is_the_list_of_layers_and_no_word_of_clusters(enter: Enter, screenshot: Shot) -> None:
    page = enter(clusters=False).page
    expect(page.get_by_role("application", name="Network structure")).to_have_count(0)
    expect(page.get_by_role("toolbar", name="Scene")).to_have_count(0)
    screenshot("list")
    page.get_by_role("button", name="stem_conv").click()
    expect(page.get_by_role("list", name="Feature maps").locator(".map-cell")).to_have_count(32)
    expect(page.get_by_label("Maps shown")).to_have_count(0)
    screenshot("maps")
    page.keyboard.press("Escape")
    assert "cluster" not in help_text(page)
    assert "cluster" not in page.locator("body").inner_text().lower()
    assert_accessible(page)


def test_with_clusters_nobody_hears_of_a_list_of_layers(enter: Enter) -> None:
    words = help_text(enter().page)
    assert "cluster" in words
    assert "layer list" not in words


def test_a_condition_shows_all_layers_at_once_and_nobody_hears_of_the_walk(enter: Enter, screenshot: Shot) -> None:
    structure = enter(view="overview")
    page = structure.page
    layers = page.get_by_role("list", name="Layers")
    expect(layers.locator(".overview-panel").first).to_be_visible()
    expect(page.get_by_role("application", name="Network structure")).to_have_count(0)
    expect(page.get_by_role("button", name="All layers at once", exact=True)).to_have_count(0)
    screenshot("overview")
    page.keyboard.press("o")
    structure.stroke((60, 40), (150, 200))
    expect(layers.locator(".overview-panel").first).to_be_visible()
    words = help_text(page)
    for word in ("walk", "faint bands", "at once, and back"):
        assert word not in words, word
    assert "every layer in one picture" in words
    assert_accessible(page)


def test_without_the_pool_there_is_no_scene_2_nor_a_way_to_it(enter: Enter, screenshot: Shot) -> None:
    page = enter(pool=False).page
    expect(page.get_by_role("navigation", name="Scenes")).to_have_count(0)
    screenshot("without-pool")
    page.evaluate("location.hash = location.hash.replace('/structure', '/pool')")
    expect(page.get_by_role("application", name="Network structure")).to_be_visible()
    expect(page.get_by_role("application", name="Masked images")).to_have_count(0)
    words = help_text(page)
    for word in ("masked images", "tetrahedron", "support vector", "boundary"):
        assert word not in words, word


def test_the_network_answers_when_a_mask_is_done(enter: Enter) -> None:
    structure = enter(live_masks=False)
    wire, mouse = structure.wire, structure.page.mouse
    known = len(wire.scene_requests())
    mouse.move(*structure.place(40, 40))
    mouse.down()
    mouse.move(*structure.place(150, 150), steps=30)
    wire.hear()
    assert len(wire.scene_requests()) == known
    mouse.up()
    wire.settle()
    assert len(wire.scene_requests()) == known + 1
    assert len(wire.last_layers()["body"]["masks"]) == 1


def test_without_comparison_nothing_is_kept_and_compared(enter: Enter, screenshot: Shot) -> None:
    structure = enter(comparison=False)
    structure.stroke((60, 40), (150, 200))
    page = structure.page
    screenshot("without-comparison")
    for gone in ("Keep", "Compare"):
        expect(page.get_by_role("button", name=gone, exact=True)).to_have_count(0)
    expect(page.get_by_role("region", name="Modified images")).to_have_count(0)
    words = help_text(page)
    for word in ("compare two", "kept image", "modified images"):
        assert word not in words, word


def test_scene_2_has_the_conditions_fill_and_nothing_to_take_along(
    page: Page, server_process: ServerProcess, screenshot: Shot
) -> None:
    pool = PoolPage(page, server_process.address)
    StudyCondition(page, server_process.address, fill="mean").enter("pool", windows=QUICK)
    pool.wait()
    screenshot("pool")
    assert pool.request()["fill"] == "mean"
    expect(page.get_by_label("Masked pixels become")).to_have_count(0)
    expect(page.get_by_role("region", name="How the picture fits")).to_have_count(0)
    expect(page.get_by_role("button", name="Export")).to_have_count(0)
    assert_accessible(page)


def test_what_a_participant_kept_and_folded_is_not_the_next_ones(page: Page, server_process: ServerProcess) -> None:
    structure, pool = StructurePage(page, server_process.address), PoolPage(page, server_process.address)
    condition = StudyCondition(page, server_process.address)
    condition.enter("structure", windows=QUICK)
    structure.wait()
    structure.stroke((60, 40), (150, 200))
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.get_by_role("button", name="Show Modified 1", exact=True)).to_be_visible()
    page.get_by_role("radio", name="Masked images", exact=True).click()
    pool.wait()
    page.get_by_role("button", name="How to read it", exact=True).click()
    condition.enter("structure")
    structure.wait()
    expect(page.get_by_role("button", name="Show Modified 1", exact=True)).to_have_count(0)
    page.get_by_role("radio", name="Masked images", exact=True).click()
    expect(page.get_by_role("button", name="How to read it", exact=True)).to_have_attribute("aria-expanded", "true")
