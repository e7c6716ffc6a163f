"""A real browser on a real server: what the tests of the browser client share.

The fixtures
------------
`page`            a fresh page (own storage, own cache) that is not opened yet: `page.goto("/")`, or
                  `page.goto("/#/structure?image=…")`. Its test fails on any error on the console, uncaught exception,
                  broken content policy, or request to another host, unless `watch.expect(pattern)` was told of it.
`watch`           that watch over the page; `watch.requests` are the addresses asked for so far.
`server_process`  the server, one for all browser tests, with the real default network and no token: `.address`,
                  `.kill()`, `.start()` (again, same address), `.log()`. Leave it running.
`structure`       scene 1 in that page on that server, not opened yet: see `structure_page`.
`pool`            the same of scene 2: see `pool_page`.
`headset`         which the page's browser has by emulation.
`token_server`    another one, with a token: `.address`, `.token`. Call `watch.own(token_server.address)` first.
`viewport`        (width, height): `DESKTOP`, or what `@pytest.mark.parametrize("viewport", [DESKTOP, PHONE])` says.
`context_options` what else `browser.new_context` is told, `{}` unless parametrised likewise; for instance `DARK`,
                  `TOUCH`, `REDUCED_MOTION`, or `{"permissions": ["camera"]}`.
`driven`          the browser that the page is of: a file of tests may take another.
`first_visit`     False: the tour is not offered. True where parametrised so.
`screenshot`      `screenshot("menu")` writes PNGs into $TETRASCOPE_SCREENSHOTS, and does nothing where that is unset.
                  A failed test's page is written there too.

`accessibility.assert_accessible(page)` runs axe-core. `until.until(page, "…")` waits until JavaScript holds, and
the scenes are found in `window.tetrascope`. `structure_page` and `pool_page` know both scenes as a person does.

The browser is Chromium's headless shell, or any by $TETRASCOPE_CHROMIUM or on the path. It draws WebGL in software.
To test a build that is not the package's: `TETRASCOPE_VIEWER_OUT=/tmp/x npx vite build`, and the same variable here.
"""

import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect
from tests.browser.chromium import HEADLESS_SHELL, find_chromium, running_chromium
from tests.browser.headset import Headset, wear_headset
from tests.browser.pool_page import PoolPage
from tests.browser.server_process import ServerProcess
from tests.browser.structure_page import StructurePage
from tests.browser.watch import Watch

DESKTOP = (1280, 800)
PHONE = (390, 844)
DARK: dict[str, Any] = {"color_scheme": "dark"}
TOUCH: dict[str, Any] = {"has_touch": True, "is_mobile": True}
REDUCED_MOTION: dict[str, Any] = {"reduced_motion": "reduce"}
"""For `context_options`."""

PATIENCE_MS = 180_000
"""Ends a test that hangs; a busy machine takes what it takes."""
TOUR_SEEN = "try { localStorage.setItem('tetrascope.tourSeen', 'menu structure pool training') } catch {}"
TOKEN = "token-of-the-browser-tests"

_failed: set[str] = set()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Any:
    """Remember which tests failed, for their pages' last pictures."""
    report = yield
    if report.when == "call" and report.failed:
        _failed.add(item.nodeid)
    return report


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = find_chromium()
    if found is None:
        reason = f"Expected {HEADLESS_SHELL} or another Chromium on the path or in $TETRASCOPE_CHROMIUM, found none."
        if os.environ.get("CI"):
            pytest.fail(f"{reason} CI must not skip these tests: install Chromium.")
        pytest.skip(reason)
    return found


# Playwright holds an event loop in this thread while it is open, and other tests run loops of their own: hence these
# three end with this folder's tests.
@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    with running_chromium(chromium_path, quick_drawing=True) as browser:
        expect.set_options(timeout=PATIENCE_MS)
        yield browser


@pytest.fixture(scope="package")
def server_process(browser: Browser) -> Iterator[ServerProcess]:  # noqa: ARG001 (no browser, no server)
    yield from _served("")


@pytest.fixture(scope="package")
def token_server(browser: Browser) -> Iterator[ServerProcess]:  # noqa: ARG001
    yield from _served(TOKEN)


def _served(token: str) -> Iterator[ServerProcess]:
    process = ServerProcess(token)
    yield process
    process.close()
    assert "Traceback" not in process.log(), process.log()


@pytest.fixture
def viewport() -> tuple[int, int]:
    return DESKTOP


@pytest.fixture
def headset(context: BrowserContext, page: Page) -> Headset:
    """Which the page's browser has by emulation."""
    wear_headset(context)
    return Headset(page)


@pytest.fixture
def context_options() -> dict[str, Any]:
    return {}


@pytest.fixture
def first_visit() -> bool:
    return False


@pytest.fixture
def driven(browser: Browser) -> Browser:
    """The browser that the page is of; a file of tests may take another."""
    return browser


@pytest.fixture
def context(
    driven: Browser,
    server_process: ServerProcess,
    viewport: tuple[int, int],
    context_options: dict[str, Any],
    first_visit: bool,
) -> Iterator[BrowserContext]:
    size = {"width": viewport[0], "height": viewport[1]}
    context = driven.new_context(
        base_url=server_process.address, locale="en-GB", **{"viewport": size, **context_options}
    )
    context.set_default_timeout(PATIENCE_MS)
    if not first_visit:
        context.add_init_script(TOUR_SEEN)
    yield context
    context.close()


@pytest.fixture
def watch(context: BrowserContext, server_process: ServerProcess) -> Watch:
    return Watch(context, server_process.address)


@pytest.fixture
def page(
    context: BrowserContext, watch: Watch, request: pytest.FixtureRequest, screenshot: Callable[..., None]
) -> Iterator[Page]:
    page = context.new_page()
    yield page
    if request.node.nodeid in _failed:
        screenshot("failed", page)
    page.evaluate("0")  # what the page said before this, the watch has heard after it
    complaints = watch.complaints()
    assert not complaints, "The page did what no page should:\n" + "\n".join(complaints)


@pytest.fixture
def structure(page: Page, server_process: ServerProcess) -> StructurePage:
    return StructurePage(page, server_process.address)


@pytest.fixture
def pool(page: Page, server_process: ServerProcess) -> PoolPage:
    return PoolPage(page, server_process.address)


@pytest.fixture
def screenshot(request: pytest.FixtureRequest, viewport: tuple[int, int]) -> Callable[..., None]:
    """Takes a name, and the page where it is not the test's own."""

    def take(name: str, page: Page | None = None) -> None:
        folder = os.environ.get("TETRASCOPE_SCREENSHOTS")
        if not folder:
            return
        Path(folder).mkdir(parents=True, exist_ok=True)
        test = re.sub(r"[^A-Za-z0-9.-]+", "-", request.node.name).strip("-")
        shown: Page = page or request.getfixturevalue("page")
        shown.screenshot(animations="disabled", path=Path(folder) / f"{test}.{viewport[0]}.{name}.png")

    return take
