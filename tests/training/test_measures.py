"""The file of measures: read while it grows, cut back to what counts."""

from pathlib import Path

import pytest

from tetrascope.errors import Failed
from tetrascope.training.measures import EpochMeasure, MeasureLog, StepMeasure, read_measures

STEP = StepMeasure(epoch=1, step=3, loss=0.1, accuracy=1.0, seconds=0.25)
EPOCH = EpochMeasure(
    epoch=1, step=3, loss=0.1 + 0.2, accuracy=0.5, validation_loss=1e-9, validation_accuracy=0.5, seconds=1.0
)


def test_what_is_appended_is_read_to_the_last_digit(tmp_path: Path) -> None:
    file = tmp_path / "measures.jsonl"
    assert read_measures(file) == []
    log = MeasureLog(file, 0)
    log.append(STEP)
    assert read_measures(file) == [STEP]  # while it is open
    log.append(EPOCH)
    log.close()
    assert read_measures(file) == [STEP, EPOCH]


def test_a_line_that_is_not_whole_is_left_out_and_cut_off(tmp_path: Path) -> None:
    file = tmp_path / "measures.jsonl"
    log = MeasureLog(file, 0)
    log.append(STEP)
    log.close()
    counted = log.size
    with file.open("ab") as torn:
        torn.write(EPOCH.json_text().encode()[:20])
    assert read_measures(file) == [STEP]
    log = MeasureLog(file, counted)
    log.append(EPOCH)
    log.close()
    assert read_measures(file) == [STEP, EPOCH]


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(Failed, match=r"Expected to write .*measures\.jsonl"):
        MeasureLog(tmp_path / "gone" / "measures.jsonl", 0)
