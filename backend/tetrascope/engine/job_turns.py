"""Turns of jobs: a few run at once, and those that wait are let in one of each client after the other."""

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager

from tetrascope.engine.client_turns import ClientTurns


class JobTurns:
    """A number of turns, so shared that who asks for many jobs does not keep others waiting for all of them.

    Args:
        count: how many there are at once.
    """

    def __init__(self, count: int) -> None:
        self._free = count
        self._waiting = ClientTurns[asyncio.Future[None]]()

    @asynccontextmanager
    async def take(self, client: Hashable) -> AsyncIterator[None]:
        """Have a turn, when it comes."""
        turn = asyncio.get_running_loop().create_future()
        self._waiting.add(client, turn)
        self._let_in()
        try:
            await turn
        except asyncio.CancelledError:
            if turn.cancelled():
                raise
            self._give_back()  # it came at the same moment
            raise
        try:
            yield
        finally:
            self._give_back()

    def _give_back(self) -> None:
        self._free += 1
        self._let_in()

    def _let_in(self) -> None:
        while self._free and self._waiting:
            turn = self._waiting.take()
            if not turn.cancelled():
                self._free -= 1
                turn.set_result(None)
