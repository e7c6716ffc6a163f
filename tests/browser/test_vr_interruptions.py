"""VR that is disturbed, in an emulated headset: a hand or a controller is lost, the headset is reset, the
server is gone."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect
from tests.browser.headset import Headset
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.test_connection import GONE
from tests.browser.until import until
from tests.browser.watch import Watch

DRAWING = "window.tetrascope.vr.shown.easel.session.hand.drawing"
LATER = """
(() => {
  let ahead = 0;
  const now = performance.now.bind(performance);
  const frame = requestAnimationFrame.bind(window);
  performance.now = () => now() + ahead;
  window.requestAnimationFrame = (draw) => frame((time) => draw(time + ahead));
  window.later = (minutes) => {
    ahead += 60_000 * minutes;
  };
})();
"""
"""Lets a page's time go on by minutes at once."""


def test_a_fingertip_that_is_lost_while_it_draws_can_draw_again(structure: StructurePage, headset: Headset) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    headset.use_hands()
    headset.touch("right", headset.on_input(60, 50), headset.on_input(90, 90), leave=False)
    assert page.evaluate(DRAWING)
    headset.see_hand("right", seen=False)
    until(page, "location.hash.includes('masks=r')")
    headset.see_hand("right", seen=True)
    headset.touch("right", headset.on_input(130, 50), headset.on_input(180, 90))
    until(page, "location.hash.includes('~r')")


def test_a_stroke_ends_with_the_controller_that_draws_it(structure: StructurePage, headset: Headset) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    headset.point("right", headset.on_input(60, 50))
    headset.hold("right")
    headset.point("right", headset.on_input(120, 150))
    headset.use_hands()
    until(page, f"!{DRAWING}")
    until(page, "location.hash.includes('masks=r60,50,61,101')")


def test_everything_comes_along_where_the_headset_is_reset(structure: StructurePage, headset: Headset) -> None:
    structure.open()
    page = structure.page
    headset.enter("structure")
    before = headset.on_input(112, 112)
    page.evaluate("window.headset.position.set(0.8, 1.25, 0.5)")
    page.evaluate("window.headset.quaternion.set(0, 1, 0, 0)")
    headset.frames()
    page.evaluate("window.tetrascope.vr.bringHere()")
    headset.frames()
    assert headset.on_input(112, 112) != pytest.approx(before, abs=0.2)
    headset.reset()
    assert headset.on_input(112, 112) == pytest.approx(before, abs=0.01)


ENDS_AT_ONCE = """() => {
  const { xr } = navigator;
  const request = xr.requestSession;
  xr.requestSession = async (...given) => {
    xr.requestSession = request;
    const session = await request.apply(xr, given);
    setTimeout(() => session.end());
    return session;
  };
}"""
"""The headset takes back the next session as soon as it has given it."""


def test_a_session_that_ends_as_it_begins_is_no_failure(structure: StructurePage, headset: Headset) -> None:
    structure.open()
    page = structure.page
    said = page.get_by_text("Session has ended")
    page.evaluate(ENDS_AT_ONCE)
    page.evaluate(
        """(words) => {
      window.complained = false;
      new MutationObserver(() => (window.complained ||= document.body.innerText.includes(words)))
        .observe(document.body, { childList: true, subtree: true, characterData: true });
    }""",
        "ended",
    )
    page.get_by_role("button", name="Enter VR").click()
    expect(page.get_by_role("button", name="Enter VR")).to_be_enabled()
    headset.enter("structure")
    assert not page.evaluate("window.complained")
    expect(said).to_have_count(0)


def test_a_room_without_a_scene_says_so_and_leads_to_one(
    structure: StructurePage, headset: Headset, screenshot: Callable[..., None]
) -> None:
    structure.open()
    headset.enter("structure")
    structure.page.evaluate("location.hash = location.hash.replace('/structure', '/menu')")
    headset.expect_words("What the page shows now cannot be seen in VR.")
    screenshot("empty")
    headset.press_button("Masked images")
    headset.wait_for("pool")
    until(structure.page, "!window.tetrascope.vr.words().some((words) => words.includes('cannot be seen'))")


def test_a_break_is_proposed_in_time_and_no_more_after_one(structure: StructurePage, headset: Headset) -> None:
    page = structure.page
    page.add_init_script(LATER)
    structure.open()
    headset.enter("structure")

    def wear(minutes: float) -> None:
        for _ in range(round(minutes)):
            page.evaluate("later(0.9)")
            headset.frames(1)

    wear(20)
    assert "Go on" not in headset.words()
    headset.leave()
    headset.enter("structure")
    wear(4)
    headset.expect_words("A break is good for your eyes now.")
    headset.press_button("Go on")
    assert "Go on" not in headset.words()
    wear(24)
    headset.expect_words("A break is good for your eyes now.")
    page.evaluate("later(2)")
    headset.frames(2)
    assert "Go on" not in headset.words(), "the headset was taken off for two minutes"


def test_a_lost_server_is_told_and_that_it_is_back(
    structure: StructurePage,
    headset: Headset,
    server_process: ServerProcess,
    watch: Watch,
    screenshot: Callable[..., None],
) -> None:
    watch.expect(GONE)
    structure.open()
    headset.enter("structure")
    try:
        server_process.kill()
        headset.expect_words("The server does not answer.")
        headset.expect_words("What you see stays")
        screenshot("lost")
        headset.press_button("Retry now")
        headset.expect_words("The server does not answer.")
    finally:
        server_process.start()
    headset.expect_words("Back. The server answers again.")
    until(structure.page, "!window.tetrascope.vr.words().some((words) => words.startsWith('Back.'))")
    headset.draw("right", headset.on_input(60, 50), headset.on_input(120, 150))
    headset.expect_words("percentage points")
