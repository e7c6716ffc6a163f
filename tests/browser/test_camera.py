"""A picture by the camera, a fake one, in a browser as people have it: the headless shell has none."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from tests.browser.chromium import ARGUMENTS, HEADLESS_SHELL, QUICK_DRAWING, find_chromium
from tests.browser.menu_page import card, open_menu
from tests.browser.until import until


@pytest.fixture(scope="module")
def with_camera(browser: Browser, chromium_path: str) -> Iterator[Browser]:
    path = find_chromium(as_persons=True) or chromium_path
    if Path(path).name == HEADLESS_SHELL:
        reason = f"Expected a Chromium beside {HEADLESS_SHELL}, which has no camera, found none."
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    other = browser.browser_type.launch(executable_path=path, args=[*ARGUMENTS, *QUICK_DRAWING])
    yield other
    other.close()


@pytest.fixture
def driven(with_camera: Browser) -> Browser:
    return with_camera


@pytest.mark.parametrize("context_options", [{"permissions": ["camera"]}])
def test_it_takes_a_picture_and_is_off_afterwards(page: Page, screenshot: Callable[..., None]) -> None:
    # What asks for the camera is listened to, because a page cannot tell later which of its cameras are on.
    page.add_init_script(
        """window.streams = [];
        const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
        navigator.mediaDevices.getUserMedia = async (wanted) => {
          const stream = await ask(wanted);
          window.streams.push(stream);
          return stream;
        };"""
    )
    open_menu(page)
    page.get_by_role("button", name="Camera", exact=True).click()
    dialog = page.get_by_role("dialog", name="Take a picture")
    until(page, "(document.querySelector('dialog video')?.videoWidth ?? 0) > 0")
    screenshot("camera")
    dialog.get_by_role("button", name="Take the picture").click()
    taken = dialog.get_by_role("img", name="What was just taken")
    taken.evaluate("(image) => image.decode()")
    assert taken.evaluate("(image) => image.naturalWidth") >= 320
    assert page.evaluate("streams.every((one) => one.getTracks().every((track) => track.readyState === 'ended'))")
    dialog.get_by_role("button", name="Use this picture").click()
    expect(card(page, "Camera picture")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("streams.length") == 1


def test_one_that_is_not_allowed_is_explained(page: Page) -> None:
    open_menu(page)
    page.context.new_cdp_session(page).send(
        "Browser.setPermission", {"permission": {"name": "camera"}, "setting": "denied"}
    )
    page.get_by_role("button", name="Camera", exact=True).click()
    note = page.get_by_role("dialog", name="Take a picture").get_by_role("alert")
    expect(note).to_contain_text("does not let this page use the camera")
    expect(note).to_contain_text("Allow the camera")
    expect(note.get_by_role("button", name="Try again")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
