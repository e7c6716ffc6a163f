"""A server that conducts the thesis's study."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.api.study.conducted import Conducted, conducting

from tetrascope.study.definition.study import Study
from tetrascope.study.file.new_study import TEMPLATE
from tetrascope.study.file.study_file import read_study


@pytest.fixture(scope="session")
def thesis() -> Study:
    return read_study(TEMPLATE)


@pytest.fixture(scope="module")
def refusing(tmp_path_factory: pytest.TempPathFactory, thesis: Study) -> Iterator[Conducted]:
    """One server for tests of what is refused, of which nothing is left."""
    with conducting(tmp_path_factory.mktemp("refusing") / "records.sqlite", thesis) as conducted:
        yield conducted


@pytest.fixture
def conducted(tmp_path: Path, thesis: Study) -> Iterator[Conducted]:
    with conducting(tmp_path / "records.sqlite", thesis) as conducted:
        yield conducted
