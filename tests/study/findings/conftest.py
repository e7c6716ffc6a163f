"""Records of the thesis's study, to be filled."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tetrascope.study.definition.study import Study
from tetrascope.study.records.store import StudyStore


@pytest.fixture
def store(tmp_path: Path, thesis: Study) -> Iterator[StudyStore]:
    with StudyStore(tmp_path / "records.sqlite", thesis) as store:
        yield store
