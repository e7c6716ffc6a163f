"""Every view and dialog under axe-core, in light and dark, on a desktop and a tablet; and the order of tabs."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, TOUCH
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage

SMALL_DESKTOP, TABLET = (1280, 720), (768, 1024)
SETTINGS: list[Any] = [
    pytest.param(SMALL_DESKTOP, {}, id="light"),
    pytest.param(SMALL_DESKTOP, DARK, id="dark"),
    pytest.param(TABLET, TOUCH, id="tablet"),
]


def fits(page: Page) -> None:
    """Nothing sticks out sideways."""
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


@pytest.mark.parametrize(("viewport", "context_options"), SETTINGS)
def test_menu_and_dialogs(page: Page, screenshot: Callable[..., None]) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="See the network")).to_be_enabled()
    fits(page)
    assert_accessible(page)
    screenshot("menu")
    page.get_by_role("button", name=re.compile(r"^All \d+$")).click()
    expect(page.get_by_role("dialog", name="Networks")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Help", exact=True).click()
    expect(page.get_by_role("dialog", name="Help")).to_be_visible()
    assert_accessible(page)
    screenshot("help")
    page.get_by_role("dialog").get_by_role("button", name="Take the tour").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Next")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize(("viewport", "context_options"), SETTINGS)
def test_scene_1(
    page: Page, server_process: ServerProcess, viewport: tuple[int, int], screenshot: Callable[..., None]
) -> None:
    structure = StructurePage(page, server_process.address)
    structure.open(masks="r60,40,90,160")
    fits(page)
    assert_accessible(page)
    screenshot("scene-1")
    page.get_by_role("button", name="Outline of the scene").click()
    expect(page.get_by_role("region", name="Outline of the scene")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Keep", exact=True).click()
    page.get_by_role("button", name="Compare", exact=True).click()
    expect(page.get_by_role("dialog").get_by_role("region", name="Feature maps")).to_be_visible()
    structure.wire.settle()
    assert_accessible(page)
    screenshot("compare")
    page.keyboard.press("Escape")
    if viewport == TABLET:
        page.get_by_role("radio", name="Answer").click()
        assert_accessible(page)
        screenshot("answer")
    page.get_by_role("button", name=re.compile(r"\(default\)")).click()
    expect(page.get_by_role("dialog", name="Layers shown")).to_be_visible()
    assert_accessible(page)
    page.keyboard.press("Escape")
    page.get_by_role("radio", name="Layer list").click()
    assert_accessible(page)
    page.get_by_role("button", name=re.compile("^15")).click()
    maps = page.get_by_role("list", name="Feature maps").locator(".map-cell")
    expect(maps.first).to_be_visible()
    assert_accessible(page)
    screenshot("maps")
    maps.first.click()
    expect(page.get_by_role("button", name="Next map")).to_be_visible()
    fits(page)
    assert_accessible(page)
    screenshot("map")


@pytest.mark.parametrize(("viewport", "context_options"), SETTINGS)
def test_scene_2(
    page: Page, server_process: ServerProcess, viewport: tuple[int, int], screenshot: Callable[..., None]
) -> None:
    pool = PoolPage(page, server_process.address)
    pool.open(windows=QUICK, pick="3")
    fits(page)
    assert_accessible(page)
    screenshot("scene-2")
    page.get_by_role("button", name="List of images").click()
    expect(pool.table).to_be_visible()
    assert_accessible(page)
    screenshot("list")
    if viewport == TABLET:
        page.get_by_role("radio", name="Findings").click()
        expect(pool.panel("Boundary")).to_be_visible()
        fits(page)
        assert_accessible(page)
        screenshot("findings")
    page.get_by_role("button", name="Export").click()
    expect(page.get_by_role("menu", name="Export")).to_be_visible()
    assert_accessible(page)


@pytest.mark.parametrize("view", ["structure", "pool"])
def test_tab_reaches_every_control_of_a_view(page: Page, server_process: ServerProcess, view: str) -> None:
    if view == "structure":
        StructurePage(page, server_process.address).open(masks="r60,40,90,160~r10,10,30,30")
    else:
        PoolPage(page, server_process.address).open(windows=QUICK)
    # A group of radio buttons is one stop; its arrow keys do the rest. Steppers beside a field repeat its arrow keys.
    page.evaluate(
        """() => {
          const stop = "a[href], button, input, select, textarea, [tabindex]";
          window.stops = [...document.querySelectorAll(stop)].filter((one) =>
            one.tabIndex >= 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })
            && !one.matches("input[type=radio]:not(:checked)"));
          window.reached = new Set();
          document.addEventListener("focusin", (event) => window.reached.add(event.target));
          document.activeElement.blur();
        }"""
    )
    names = "[...window.stops].filter((one) => !window.reached.has(one)).map((one) => one.outerHTML.slice(0, 140))"
    count = page.evaluate("window.stops.length")
    assert count > 20
    for _ in range(count + 10):
        page.keyboard.press("Tab")
    assert page.evaluate(names) == []
    # And whatever is clicked must be among them.
    unreachable = page.evaluate(
        """() => [...document.querySelectorAll("button, input, select")].filter((one) => {
          const radio = one.matches("[role=radio], input[type=radio]");
          return !radio && one.tabIndex < 0 && !one.disabled && one.checkVisibility({ visibilityProperty: true })
            && one.getClientRects().length > 0 && !one.matches("[aria-label^='Less: '], [aria-label^='More: ']");
        }).map((one) => one.outerHTML.slice(0, 140))"""
    )
    assert unreachable == []


@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
def test_the_focus_can_be_seen(page: Page) -> None:
    page.goto("/")
    expect(page.get_by_role("button", name="See the network")).to_be_enabled()
    for _ in range(12):
        page.keyboard.press("Tab")
        shown = page.evaluate(
            """() => {
              // The ring may be drawn by a frame around what has the focus.
              for (let one = document.activeElement, up = 0; one && up < 3; one = one.parentElement, up++) {
                const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one);
                if ((outlineStyle !== "none" && parseFloat(outlineWidth) >= 2) || boxShadow !== "none") return true;
              }
              return [...document.activeElement.querySelectorAll("*")].some(
                (one) => getComputedStyle(one).outlineStyle !== "none");
            }"""
        )
        assert shown, page.evaluate("document.activeElement.outerHTML.slice(0, 200)")
