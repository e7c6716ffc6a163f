"""A place in what is tested at which it waits until the test has seen to the rest."""

import asyncio
from threading import Event

from tests.patience import PATIENCE_S


class Gate:
    """Where a step waits on its thread: `begun` tells that it has come here, `open` lets it pass."""

    def __init__(self, *, closed: bool = True) -> None:
        self.begun, self._go_on = Event(), Event()
        if not closed:
            self.open()

    @property
    def is_open(self) -> bool:
        return self._go_on.is_set()

    def open(self) -> None:
        self._go_on.set()

    def passes(self) -> None:
        self.begun.set()
        assert self._go_on.wait(PATIENCE_S)

    async def reached(self) -> None:
        assert await asyncio.to_thread(self.begun.wait, PATIENCE_S)
