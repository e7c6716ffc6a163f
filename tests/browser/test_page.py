"""The page as such: it loads from its own server alone, under its policy, in every installation's browser."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP, PHONE
from tests.browser.server_process import ServerProcess
from tests.browser.watch import Watch

NOTICES = {
    "preact": "Jason Miller",
    "three": "three.js authors",
    "@msgpack/msgpack": 'THE SOFTWARE IS PROVIDED "AS IS" AND THE AUTHOR DISCLAIMS ALL WARRANTIES',
    "@fontsource-variable/inter": "SIL OPEN FONT LICENSE",
}


@pytest.mark.parametrize("viewport", [DESKTOP, PHONE], ids=["desktop", "phone"])
@pytest.mark.parametrize("context_options", [{}, DARK], ids=["light", "dark"])
def test_it_loads_from_its_own_server_alone(
    page: Page, watch: Watch, server_process: ServerProcess, screenshot: Callable[..., None]
) -> None:
    answer = page.goto("/")
    assert answer is not None
    assert answer.status == 200
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    expect(page).to_have_title("Tetrascope")
    expect(page.get_by_text("Cup of coffee").first).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert len(watch.requests) >= 2
    http, own = ("http://", "ws://"), server_process.address.removeprefix("http://")
    assert all(url.startswith(("data:", "blob:", *(scheme + own for scheme in http))) for url in watch.requests)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), "nothing may stick out sideways"
    screenshot("start")
    assert_accessible(page)


def test_the_browser_can_draw(page: Page) -> None:
    page.goto("/")
    assert page.evaluate("!!document.createElement('canvas').getContext('webgl2')")


def test_all_that_is_loaded_may_be_kept_or_asked_for_anew(page: Page) -> None:
    caching: dict[str, str] = {}
    page.on("response", lambda answer: caching.update({answer.url: answer.headers.get("cache-control", "")}))
    page.goto("/")
    page.wait_for_load_state("networkidle")
    assets = {url: value for url, value in caching.items() if "/assets/" in url}
    assert assets
    assert all("immutable" in value for value in assets.values())
    assert all("immutable" not in value for url, value in caching.items() if "/assets/" not in url)


def test_licences_of_what_is_built_in_are_at_hand(page: Page) -> None:
    page.goto("/licences.txt")
    text = page.inner_text("body")
    for name, words in NOTICES.items():
        assert f"\n{name} " in text
        assert words in text


PROVOKED = [
    (
        "inline script",
        "document.head.append(Object.assign(document.createElement('script'), {text: '1'}))",
        "TrustedScript",
    ),
    ("inline style", "document.body.setAttribute('style', 'color: red')", "inline style"),
    ("markup from text", "document.body.innerHTML = '<p>x</p>'", "TrustedHTML"),
    ("code from text", "new Function('1')", "'unsafe-eval'|TrustedScript"),
    ("call to another host", "fetch('http://192.0.2.1/').catch(() => 0)", "Content Security Policy"),
    ("foreign image", "new Image().src = 'http://192.0.2.1/x.png'", "Content Security Policy|another host"),
    ("exception", "throw new Error('provoked')", "provoked"),
    ("error on the console", "console.error('provoked')", "provoked"),
]


@pytest.mark.parametrize(("script", "complaint"), [c[1:] for c in PROVOKED], ids=[c[0] for c in PROVOKED])
def test_the_policy_and_the_watch_hold(page: Page, watch: Watch, script: str, complaint: str) -> None:
    page.goto("/")
    # By a timer, because the policy does not hold for the debugger's own script.
    page.evaluate("setTimeout(() => {" + script + "})")
    for _ in range(100):
        page.wait_for_timeout(100)
        if watch.complaints():
            break
    assert watch.complaints(), "the watch must see this"
    watch.expect(complaint)
    assert watch.complaints() == []


def test_a_call_to_another_host_is_seen(page: Page, watch: Watch, token_server: ServerProcess) -> None:
    page.goto("/")
    page.goto(f"{token_server.address}/")
    assert any("request to another host" in complaint for complaint in watch.complaints())
    watch.own(token_server.address)
    watch.expect("request to another host|401|WebSocket connection to")
