"""The page that `tetrascope study report` writes, in a browser: readable everywhere, and what people wrote is text."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page
from tests.browser.accessibility import assert_accessible
from tests.browser.conftest import DARK, DESKTOP, PHONE
from tests.study.taker import Taker

from tetrascope.report.study.report_files import PAGE, report_files
from tetrascope.study.file.new_study import TEMPLATE
from tetrascope.study.file.study_file import read_study
from tetrascope.study.findings.findings import findings
from tetrascope.study.records.store import StudyStore

END = "questionnaire.experience.end"
PAPER = (718, 1000)
"""A4 within its margins, in pixels of CSS."""
HOSTILE = "</dd></main><script>document.title = 'taken'</script><img src=x onerror=\"document.title = 'taken'\">"


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A report of eight people, one of whom writes markup, and words that no line can hold."""
    folder = tmp_path_factory.mktemp("report")
    with StudyStore(folder / "records.sqlite", read_study(TEMPLATE)) as store:
        for place in range(8):
            taker = Taker(store)
            ratings = {f"q1.{name}": 1 + (place + shift) % 5 for shift, name in enumerate(("clustered", "reference"))}
            words = {"q7.cat": HOSTILE * 20 if place == 0 else "w" * 500, "q6.clustered": [{"other": HOSTILE}]}
            taker.take_all({END: ratings | words})
            taker.send()
        for name, content in report_files(findings(store, language="en"), "en").items():
            (folder / name).write_bytes(content)
    return folder


@pytest.fixture(params=[(DESKTOP, {}), (DESKTOP, DARK), (PHONE, {})], ids=["light", "dark", "phone"])
def opened(browser: Browser, report: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    """The page; its test fails where the browser complains of anything."""
    size, options = request.param
    yield from _opened(browser, report / PAGE, size, options)


def _opened(browser: Browser, path: Path, size: tuple[int, int], options: dict[str, Any]) -> Iterator[Page]:
    with browser.new_context(viewport={"width": size[0], "height": size[1]}, **options) as context:
        page = context.new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(path.as_uri())
        yield page
        assert complaints == []


def test_it_is_accessible_and_as_wide_as_the_window(opened: Page) -> None:
    assert_accessible(opened)
    assert opened.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_what_people_wrote_is_text(opened: Page) -> None:
    assert opened.title() == "Looking into a neural network: Tetrascope"
    assert opened.locator("script, main img").count() == 0
    assert opened.get_by_text(HOSTILE).count() == 9  # the long answer, and eight others to a choice


def test_a_long_answer_scrolls_by_the_keyboard_and_is_whole_on_paper(browser: Browser, report: Path) -> None:
    for page in _opened(browser, report / PAGE, PAPER, {}):
        answer = page.locator(".long")
        assert answer.get_attribute("tabindex") == "0"
        assert answer.evaluate("each => each.scrollHeight > each.clientHeight")
        page.emulate_media(media="print")
        assert answer.evaluate("each => each.scrollHeight <= each.clientHeight")
        too_wide = (
            "[...document.querySelectorAll('table, svg')].filter(e => e.getBoundingClientRect().right > innerWidth)"
        )
        assert page.evaluate(f"{too_wide}.map(each => each.textContent.slice(0, 80))") == []


def test_figures_are_pictures_of_their_own(browser: Browser, report: Path) -> None:
    for page in _opened(browser, report / "figure-experience-q1.svg", DESKTOP, {}):
        assert page.evaluate("document.documentElement.tagName") == "svg"
        assert page.locator("css=text", has_text="5 Strongly agree").bounding_box() is not None
