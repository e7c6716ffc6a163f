"""Where a run stands: what it needs to go on as if it had never stopped."""

import json
import zipfile
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from pydantic import ValidationError

from tetrascope.errors import Failed
from tetrascope.protocol.message import Message
from tetrascope.training.array_file import packed, unpacked
from tetrascope.training.durable_file import write_durably
from tetrascope.training.run_folder import RunFolder


class Standing(Message):
    """The place in a run, between two steps."""

    epoch: int
    """Epochs that have ended."""
    step: int
    """Steps of the epoch under way."""
    losses: list[float]
    """Of these steps."""
    accuracies: list[float]
    """Of these steps."""
    measured: int
    """Bytes of the file of measures that were written until then."""
    seconds: float
    """Time that training has taken."""


class TrainingState(NamedTuple):
    """The place, and what the learner remembers there."""

    standing: Standing
    memory: list[NDArray[Any]]


def write_state(run: RunFolder, state: TrainingState) -> None:
    """Put it in the place of the one before, whole."""
    standing = np.frombuffer(state.standing.json_text().encode(), np.uint8)
    write_durably(run.state_file, packed(state.memory, standing=standing))


def read_state(run: RunFolder) -> TrainingState | None:
    """The last one that was written; None of a run that has not begun to learn.

    Raises:
        Failed: it is damaged.
    """
    try:
        memory, named = unpacked(run.state_file.read_bytes())
        return TrainingState(Standing.model_validate(json.loads(named["standing"].tobytes())), memory)
    except FileNotFoundError:
        return None
    except (OSError, ValueError, KeyError, zipfile.BadZipFile, ValidationError) as error:
        raise Failed(
            f"Expected a state from which training goes on, got a damaged {str(run.state_file)!r}.",
            hint="Train anew: the recipe is in run.json.",
        ) from error
