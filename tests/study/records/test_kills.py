"""`kill -9` at any moment loses nothing that was acknowledged. `tests/measure/study_records.py` does it 200 times."""

from pathlib import Path

from tests.study.records.kills import kill_again_and_again

from tetrascope.study.definition.study import Study


def test_twenty_kills_lose_nothing_and_double_nothing(tmp_path: Path, thesis: Study) -> None:
    found = kill_again_and_again(tmp_path, thesis, kills=20, participants=8, processes=4)
    assert found.kills == 20
    assert found.acknowledged == found.sent == found.recorded > 20
    assert (found.lost, found.twice) == (0, 0)
