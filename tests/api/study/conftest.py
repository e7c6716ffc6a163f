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


@pytest.fixture
def conducted(tmp_path: Path, thesis: Study) -> Iterator[Conducted]:
    with conducting(tmp_path / "records.sqlite", thesis) as conducted:
        yield conducted
