"""A clock that a test sets, and the tiny network."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tetrascope.bench.subject import Subject


class SetClock:
    """Stands still until it is told how long something takes."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now

    def takes(self, *seconds: float) -> Callable[..., None]:
        """Work that takes each of these times in turn."""
        each: Iterator[float] = iter(seconds)

        def work(*_: object) -> None:
            self.now += next(each)

        return work


@pytest.fixture
def clock() -> SetClock:
    return SetClock()


@pytest.fixture(scope="session")
def tiny() -> "Subject":
    from tests.bench.tiny import tiny_subject  # late: it imports Keras

    return tiny_subject()
