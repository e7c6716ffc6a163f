"""Curves that are read while they grow."""

from pathlib import Path

import pytest

from tetrascope.training.curve import read_curve, read_last_epoch, read_last_step
from tetrascope.training.measures import EpochMeasure, MeasureLog, StepMeasure


def step(number: int) -> StepMeasure:
    return StepMeasure(epoch=1, step=number, loss=1 / number, accuracy=0.5, seconds=number / 8)


def epoch(number: int, steps: int) -> EpochMeasure:
    return EpochMeasure(
        epoch=number,
        step=steps,
        loss=0.5 if number else None,
        accuracy=0.75 if number else None,
        validation_loss=0.25,
        validation_accuracy=0.875,
        seconds=steps / 8,
    )


def write(file: Path, steps: int, size: int = 0) -> int:
    """An epoch of so many steps behind the first bytes of what is there; returns the file's size."""
    log = MeasureLog(file, size)
    if not size:
        log.append(epoch(0, 0))
    for number in range(1, steps + 1):
        log.append(step(number))
    log.append(epoch(1, steps))
    log.close()
    return log.size


def test_it_is_read_in_pieces_that_make_the_whole(tmp_path: Path) -> None:
    file = tmp_path / "measures.jsonl"
    assert read_curve(file) == ([], 1, [], 0, True)
    size = write(file, 7)
    whole = read_curve(file)
    assert [each.step for each in whole.steps] == [1, 2, 3, 4, 5, 6, 7]
    assert [each.epoch for each in whole.epochs] == [0, 1]
    assert whole[3:] == (size, True)
    assert read_curve(file, size) == ([], 1, [], size, False)
    lines = file.read_bytes().splitlines(keepends=True)
    after = sum(map(len, lines[:3]))
    rest = read_curve(file, after)
    assert rest == (whole.steps[2:], 1, whole.epochs[1:], size, False)


def test_a_line_that_is_not_whole_is_left_for_later(tmp_path: Path) -> None:
    file = tmp_path / "measures.jsonl"
    size = write(file, 3)
    with file.open("ab") as opened:
        opened.write(b'{"kind":"step","epoch":2,')
    assert read_curve(file).position == size
    assert read_last_epoch(file) == epoch(1, 3)
    assert read_last_step(file) == 3


def test_of_many_steps_some_are_taken_evenly_and_the_last(tmp_path: Path) -> None:
    file = tmp_path / "measures.jsonl"
    write(file, 100)
    curve = read_curve(file, most=30)
    assert curve.every == 4
    assert [each.step for each in curve.steps] == [*range(4, 101, 4)]
    assert len(curve.epochs) == 2


@pytest.mark.parametrize("cut", [3, 40])
def test_where_a_run_goes_on_from_before_the_place_everything_is_read(tmp_path: Path, cut: int) -> None:
    file = tmp_path / "measures.jsonl"
    size = write(file, 50)
    first = file.read_bytes().index(b"\n") + 1
    write(file, cut, first)
    assert read_curve(file, size).anew == (cut < 50)
    for beyond in (size + 1, 2**53 - 1):
        assert read_curve(file, beyond).anew
    middle = read_curve(file, first + 1)
    assert (middle.anew, len(middle.steps)) == (True, cut)


def test_the_last_epoch_is_found_behind_as_many_steps_as_an_epoch_writes(tmp_path: Path) -> None:
    file = tmp_path / "measures.jsonl"
    assert (read_last_epoch(file), read_last_step(file)) == (None, 0)
    write(file, 50)
    log = MeasureLog(file, file.stat().st_size)
    for number in range(51, 101):
        log.append(StepMeasure(epoch=2, step=number, loss=1 / 3 * 1e-17, accuracy=1 / 3, seconds=1e5 / 3))
    log.close()
    assert read_last_epoch(file) == epoch(1, 50)
    assert read_last_step(file) == 100
