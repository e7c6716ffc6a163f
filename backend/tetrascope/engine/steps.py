"""An analysis is a generator: each step does one batch of work, then yields what is ready.

Between two steps the engine may run another analysis or drop this one. A step that has to wait for something
done elsewhere (a network being loaded) yields a `Pause`, and the thread goes on with others meanwhile.
"""

from collections.abc import Generator
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, TypeVar

from tetrascope.protocol.part import Event


@dataclass(frozen=True)
class Pause:
    """Nothing to do before `until` is done."""

    until: "Future[Any]"
    before_pass: bool = False
    """Whether the step after it runs a network, so that those who want little may go first."""
    rest: bool = False
    """Whether an analysis that rests only where it says so may wait for its reader here: it holds nothing that others
    wait for."""


Result = TypeVar("Result")

Steps = Generator[Event | Pause, None, Result]
"""Yields events and pauses, returns a `Result`."""


def wait_for(future: "Future[Result]") -> Steps[Result]:
    """Pause until `future` is done; its result, or its exception."""
    while not future.done():
        yield Pause(future)
    return future.result()


def before_pass() -> Steps[None]:
    """End the step here, because the next one is a forward pass: as much as may be done in one step."""
    yield Pause(_NOTHING, before_pass=True)


def rest() -> Steps[None]:
    """Let the analysis wait here for a reader who is behind."""
    yield Pause(_NOTHING, rest=True)


def _done() -> "Future[None]":
    future: Future[None] = Future()
    future.set_result(None)
    return future


_NOTHING = _done()
"""Nothing to wait for."""
