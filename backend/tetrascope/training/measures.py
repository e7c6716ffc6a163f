"""A run's measures: a line of JSON for each, only ever appended, so that it can be read while it grows.

A line is `{"kind": "step", ...}` or `{"kind": "epoch", ...}`, see `StepMeasure` and `EpochMeasure`.
"""

import json
import os
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from tetrascope.protocol.message import Message
from tetrascope.training.durable_file import told_of_the_disk

MAX_STEPS_OF_AN_EPOCH = 50
"""Steps of an epoch that are written down, evenly spread; all where there are fewer."""


class StepMeasure(Message):
    """One step of learning: a batch."""

    kind: Literal["step"] = "step"
    epoch: int
    """The epoch that it belongs to, from 1 on."""
    step: int
    """Steps of this run so far, this one among them."""
    loss: float
    """Cross-entropy of the batch in nats, before the step changed the weights."""
    accuracy: float
    """Share of the batch that was answered right then, 0..1."""
    seconds: float
    """Time that this run has taken so far, pauses between its processes aside."""


class EpochMeasure(Message):
    """An epoch that has ended; epoch 0 is the network before it has learned."""

    kind: Literal["epoch"] = "epoch"
    epoch: int
    step: int
    """Steps of this run so far."""
    loss: float | None
    """Mean cross-entropy of its steps, in nats; null of epoch 0."""
    accuracy: float | None
    """Share of what it was shown in this epoch that was answered right, 0..1; null of epoch 0."""
    validation_loss: float
    """Mean cross-entropy of the pictures put aside, in nats, after the epoch."""
    validation_accuracy: float
    """Share of them that is answered right, 0..1."""
    seconds: float


Measure = StepMeasure | EpochMeasure


class MeasureLog:
    """Appends to the file of measures.

    Args:
        file: made if need be.
        size: bytes of it that count: what a process that was killed wrote beyond is cut off, and will come again.
    """

    def __init__(self, file: Path, size: int) -> None:
        self._path = file
        with told_of_the_disk(file):
            self._file = file.open("ab")
            self._file.truncate(size)
        self.size = size
        """Bytes so far."""

    def append(self, measure: Measure) -> None:
        """Write one, so that readers see it. Raises `Failed` where the disk does not take it."""
        line = measure.json_text().encode() + b"\n"
        with told_of_the_disk(self._path):
            self._file.write(line)
            self._file.flush()
        self.size += len(line)

    def sync(self) -> None:
        """Wait until the disk has what was appended."""
        with told_of_the_disk(self._path):
            os.fsync(self._file.fileno())

    def close(self) -> None:
        """Close the file."""
        self._file.close()


def read_measures(file: Path) -> list[Measure]:
    """All that is written so far; the last line may not be whole yet, and is left out then."""
    try:
        lines = file.read_bytes().split(b"\n")[:-1]
    except FileNotFoundError:
        return []
    measures: list[Measure] = []
    for line in lines:
        try:
            found = json.loads(line)
            kind = EpochMeasure if found.get("kind") == "epoch" else StepMeasure
            measures.append(kind.model_validate(found))
        except (ValueError, AttributeError, ValidationError):
            break
    return measures
