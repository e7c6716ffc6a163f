"""The curve of a run, read from its file of measures while that grows, at a cost that is bounded. Light to import."""

import json
import math
import os
from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from tetrascope.protocol.training import MAX_STEPS_OF_A_PART, TrainingEpoch, TrainingStep
from tetrascope.training.measures import EpochMeasure, StepMeasure

_EPOCH = b'{"kind":"epoch"'
"""What the line of an epoch begins with."""
_TAIL_BYTES = 32 * 1024
"""More than an epoch's lines take, so the last of them holds the last epoch that has ended."""
_MAX_BYTES = 64 * 2**20
"""Of a file of measures, what is read at most: many times what the longest run writes."""


class Curve(NamedTuple):
    """Measures of a run from one place of its file to another."""

    steps: list[TrainingStep]
    every: int
    """Every how many-th of the steps that are written there is among them."""
    epochs: list[TrainingEpoch]
    position: int
    """Bytes of the file until where it goes."""
    anew: bool
    """Whether it goes from the beginning."""


def read_curve(file: Path, after: int = 0, most: int = MAX_STEPS_OF_A_PART) -> Curve:
    """What is written beyond a place in the file of measures.

    Steps are left out evenly before they are read where there are more than `most`; the last is kept. A last line that
    is not whole yet is left for later, and whatever cannot be read ends it.

    Args:
        file: where measures are appended; it need not be there yet.
        after: `position` of the curve before; 0 for everything. Where the file is shorter now, or no line ends there,
            the run went on from an earlier place, and everything is read.
        most: how many steps, at most.
    """
    content, begin = _lines_beyond(file, after)
    lines = content.split(b"\n")[:-1]
    numbers = [number for number, line in enumerate(lines) if not line.startswith(_EPOCH)]
    every = max(1, math.ceil(len(numbers) / most))
    wanted = {*numbers[::-1][::every]}
    steps: list[TrainingStep] = []
    epochs: list[TrainingEpoch] = []
    for number, line in enumerate(lines):
        try:
            if line.startswith(_EPOCH):
                epochs.append(_epoch(EpochMeasure.model_validate(json.loads(line))))
            elif number in wanted:
                steps.append(_step(StepMeasure.model_validate(json.loads(line))))
        except (ValueError, ValidationError):
            lines = lines[:number]
            break
    return Curve(steps, every, epochs, begin + sum(len(line) + 1 for line in lines), begin == 0)


def _lines_beyond(file: Path, after: int) -> tuple[bytes, int]:
    """What is written from `after` on, or all where that is no place between two lines; and from where on."""
    try:
        with file.open("rb") as opened:
            if 0 < after <= opened.seek(0, os.SEEK_END):
                opened.seek(after - 1)
                found = opened.read(1 + _MAX_BYTES)
                if found.startswith(b"\n"):
                    return found[1:], after
            opened.seek(0)
            return opened.read(_MAX_BYTES), 0
    except FileNotFoundError:
        return b"", 0


def read_last_epoch(file: Path) -> EpochMeasure | None:
    """The measure of the last epoch that has ended, read from the end of the file; None before there is one."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, size - _TAIL_BYTES))
            lines = opened.read(_TAIL_BYTES).split(b"\n")[:-1]
    except FileNotFoundError:
        return None
    for line in reversed(lines):
        if line.startswith(_EPOCH):
            try:
                return EpochMeasure.model_validate(json.loads(line))
            except (ValueError, ValidationError):
                continue
    return None


def read_last_step(file: Path) -> int:
    """Steps that are done, as of the last line that is written; 0 before there is one."""
    try:
        with file.open("rb") as opened:
            size = opened.seek(0, os.SEEK_END)
            opened.seek(max(0, size - 1024))
            lines = opened.read(1024).split(b"\n")[:-1]
        found = json.loads(lines[-1])
        return int(found["step"])
    except (OSError, IndexError, ValueError, KeyError, TypeError):
        return 0


def _epoch(measure: EpochMeasure) -> TrainingEpoch:
    return TrainingEpoch(**{name: getattr(measure, name) for name in TrainingEpoch.model_fields})


def _step(measure: StepMeasure) -> TrainingStep:
    return TrainingStep(**{name: getattr(measure, name) for name in TrainingStep.model_fields})
