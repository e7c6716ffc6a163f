"""VR in a user study, in an emulated headset: who may enter it."""

import pytest
from playwright.sync_api import BrowserContext, Page, expect
from tests.browser.headset import Headset, wear_headset
from tests.browser.pool_page import QUICK, PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.study_condition import StudyCondition
from tests.browser.until import until
from tests.browser.watch import Watch


@pytest.fixture
def headset(context: BrowserContext, page: Page) -> Headset:
    wear_headset(context)
    return Headset(page)


def test_vr_is_there_where_the_condition_offers_it(
    headset: Headset, server_process: ServerProcess, watch: Watch
) -> None:
    page = headset.page
    enter_vr = page.get_by_role("button", name="Enter VR")
    structure, pool = StructurePage(page, server_process.address), PoolPage(page, server_process.address)
    condition = StudyCondition(page, server_process.address)
    condition.enter("structure", windows=QUICK)
    structure.wait()
    page.evaluate("navigator.xr.isSessionSupported('immersive-vr')")
    expect(enter_vr).to_have_count(0)
    page.get_by_role("radio", name="Masked images", exact=True).click()
    pool.wait()
    expect(enter_vr).to_have_count(0)
    assert not any("VrRoom" in address for address in watch.requests), "its code is for those who may enter"
    page.evaluate("window.tetrascope.study.shown.value = { ...window.tetrascope.study.shown.value, vr: true }")
    expect(enter_vr).to_be_visible()
    page.get_by_role("radio", name="Network structure", exact=True).click()
    expect(enter_vr).to_be_visible()
    headset.enter("structure")
    headset.leave()
    settings = [event.content for event in condition.heard() if event.kind == "setting_changed"]
    assert settings == [{"setting": "vr", "value": "entered"}, {"setting": "vr", "value": "left"}]


def test_what_is_done_in_scene_2_is_told(headset: Headset, server_process: ServerProcess) -> None:
    page = headset.page
    pool = PoolPage(page, server_process.address)
    condition = StudyCondition(page, server_process.address, vr=True)
    condition.enter("pool", windows=QUICK)
    pool.wait()
    begun = len(condition.heard())
    headset.enter("pool")
    headset.place("right", (0.1, 1.1, -0.5))
    headset.hold("right", "squeeze")
    headset.place("right", (0.4, 1.2, -0.4))
    headset.release("right", "squeeze")
    image = point_at_an_image(headset)
    headset.press()
    headset.press_button("Close")
    headset.show_palette()
    for button in ("Bring here", "Kept", "All", "Help", "Close help"):
        headset.press_button(button)
    headset.leave()
    told = [(event.kind, event.content) for event in condition.heard()[begun:] if event.kind != "hover"]
    mask = next(each["mask"] for each in pool.answer()["images"] if each["index"] == image)
    assert told == [
        ("setting_changed", {"setting": "vr", "value": "entered"}),
        ("camera_moved", told[1][1]),
        ("pool_image_opened", {"index": image, "mask": mask}),
        ("setting_changed", {"setting": "pool_image", "value": "none"}),
        ("camera_moved", told[4][1]),
        ("filter_changed", {"filter": "answer", "value": "kept"}),
        ("filter_changed", {"filter": "answer", "value": "any"}),
        ("help_opened", {"topic": "vr"}),
        ("setting_changed", {"setting": "vr", "value": "left"}),
    ]
    moved, brought = (content["position"] for _, content in (told[1], told[4]))
    assert moved != pytest.approx(brought, abs=0.1)
    assert [event.content["index"] for event in condition.heard()[begun:] if event.kind == "hover"][-1] == image


def point_at_an_image(headset: Headset) -> int:
    """Look at an image that none nearer hides, for as long as is told; its index."""
    page, room = headset.page, "window.tetrascope.vr.shown"
    for index in range(page.evaluate("window.tetrascope.pool.stats().images")):
        at = page.evaluate(f"{room}.whereIsImage({index})")
        if at is None:
            continue
        headset.point("right", (at[0], at[1], at[2]))
        if page.evaluate(f"{room}.session.selection.hovered.peek()?.index") == index:
            begun = page.evaluate("performance.now()")
            until(page, f"performance.now() - {begun} > 400")
            return index
    raise AssertionError("Expected an image that can be pointed at, found none.")
