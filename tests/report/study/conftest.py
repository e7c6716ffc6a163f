"""Records to report, and the report of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.report.study.reading import Page

from tetrascope.report.study.report_files import PAGE, report_files
from tetrascope.study.file.new_study import TEMPLATE
from tetrascope.study.file.study_file import read_study
from tetrascope.study.findings.findings import findings
from tetrascope.study.records.store import StudyStore

Stores = Callable[..., StudyStore]


@pytest.fixture
def stores(tmp_path: Path) -> Iterator[Stores]:
    """Opens records of the thesis's study with some of its text replaced, and something added; closes them."""
    opened: list[StudyStore] = []

    def open_store(*changes: tuple[str, str], added: str = "") -> StudyStore:
        text = TEMPLATE.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new)
        path = tmp_path / f"study{len(opened)}.toml"
        path.write_text(text + added, encoding="utf-8")
        store = StudyStore(tmp_path / f"records{len(opened)}.sqlite", read_study(path))
        opened.append(store)
        return store

    yield open_store
    for store in opened:
        store.close()


@pytest.fixture
def store(stores: Stores) -> StudyStore:
    """Those of the thesis's study."""
    return stores()


def reported(
    store: StudyStore, language: str = "en", *, simulated: bool = False, finished_only: bool = False
) -> tuple[Page, dict[str, bytes]]:
    """The report's page, read, and all of its files."""
    found = findings(store, simulated=simulated, finished_only=finished_only, language=language)
    files = report_files(found, language)
    return Page(files[PAGE]), files
