"""The page on a server with a token: it asks for it, keeps it for the tab, and lets it into no address."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.server_process import ServerProcess
from tests.browser.watch import Watch

REFUSED = "401|WebSocket connection to"
"""What Chromium itself writes about a refusal."""


def sample(page: Page) -> Locator:
    return page.get_by_text("Cup of coffee").first


def test_the_printed_address_is_enough(page: Page, watch: Watch, token_server: ServerProcess) -> None:
    watch.own(token_server.address)
    page.goto(f"{token_server.address}/#token={token_server.token}")
    expect(sample(page)).to_be_visible()
    assert token_server.token not in page.url
    page.reload()
    expect(sample(page)).to_be_visible()
    assert token_server.token not in page.evaluate("JSON.stringify({...localStorage}) + document.cookie")
    assert not [url for url in watch.requests if token_server.token in url]


def test_without_it_the_page_asks_until_it_is_right(
    page: Page, watch: Watch, token_server: ServerProcess, screenshot: Callable[..., None]
) -> None:
    watch.own(token_server.address)
    watch.expect(REFUSED)
    page.goto(token_server.address)
    field = page.get_by_label("Token", exact=True)
    expect(field).to_be_focused()
    assert_accessible(page)
    field.fill("not-the-right-token-at-all")
    page.keyboard.press("Enter")
    expect(page.get_by_role("alert")).to_have_text("Expected this server's token, got another.")
    expect(field).to_have_value("not-the-right-token-at-all")
    screenshot("refused")
    field.fill(token_server.token)
    page.keyboard.press("Enter")
    expect(sample(page)).to_be_visible()
    assert not [url for url in watch.requests if token_server.token in url]


@pytest.mark.parametrize(
    "pasted", ["{token}", "  {token}\n", "{address}/#token={token}"], ids=["bare", "spaces", "address"]
)
def test_what_people_paste_is_taken(page: Page, watch: Watch, token_server: ServerProcess, pasted: str) -> None:
    watch.own(token_server.address)
    watch.expect(REFUSED)
    page.goto(token_server.address)
    page.get_by_label("Token", exact=True).fill(pasted.format(token=token_server.token, address=token_server.address))
    page.get_by_role("button", name="Connect").click()
    expect(sample(page)).to_be_visible()


def test_the_log_of_the_server_never_tells_the_token(token_server: ServerProcess) -> None:
    assert token_server.token not in token_server.log()
    assert not re.search(r"Traceback|ERROR", token_server.log())
