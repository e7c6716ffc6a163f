"""A server that goes away and comes back."""

from collections.abc import Callable

from playwright.sync_api import Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.server_process import ServerProcess
from tests.browser.watch import Watch

GONE = "WebSocket connection to|ERR_CONNECTION_REFUSED|ERR_CONNECTION_RESET|ERR_EMPTY_RESPONSE"
"""What Chromium itself writes about a server that does not answer."""


def test_a_killed_server_is_told_and_its_return_needs_no_reload(
    page: Page, watch: Watch, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    page.goto("/")
    expect(page.get_by_text("Cup of coffee").first).to_be_visible()
    page.wait_for_load_state("networkidle")  # what is fetched ahead would end in its midst
    page.evaluate("window.samePage = true")
    watch.expect(GONE)
    try:
        server_process.kill()
        banner = page.get_by_text("The server does not answer.")
        expect(banner).to_be_visible()
        expect(page.get_by_text("Cup of coffee").first).to_be_visible()
        screenshot("lost")
        assert_accessible(page)
    finally:
        server_process.start()
    # It tries by itself, ever more rarely; a person may say "now".
    expect(banner).to_be_hidden(timeout=120_000)
    expect(page.get_by_text("Back.")).to_be_visible()
    assert page.evaluate("window.samePage")
