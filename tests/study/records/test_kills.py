"""`kill -9` at any moment loses nothing that was acknowledged. `tests/measure/study_records.py` does it 200 times."""

from pathlib import Path

import pytest
from tests.study.records.kills import kill_again_and_again

from tetrascope.study.definition.study import Study


@pytest.mark.parametrize(("kills", "conducted"), [(20, False), (5, True)], ids=["records", "server"])
def test_kills_lose_nothing_and_double_nothing(kills: int, conducted: bool, tmp_path: Path, thesis: Study) -> None:
    found = kill_again_and_again(tmp_path, thesis, kills, participants=8, processes=4, conducted=conducted)
    assert found.kills == kills
    assert found.acknowledged == found.sent == found.recorded > 20
    assert (found.lost, found.twice) == (0, 0)
