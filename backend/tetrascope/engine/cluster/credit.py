"""How far a worker may be ahead of the gateway that reads from it: Ray itself would let it go on without end."""

import asyncio

from tetrascope.errors import Busy

AHEAD = 16
"""Events that a worker sends before it waits to hear that they were read."""


class Credit:
    """Events that may still be sent. All methods belong to one event loop.

    Args:
        gateway: who reads them.
        count: how many at first.
    """

    def __init__(self, gateway: str, count: int = AHEAD) -> None:
        self.gateway = gateway
        self._semaphore = asyncio.Semaphore(count)
        self._withdrawn = False

    async def take(self) -> None:
        """Use one; waits where there is none. Raises `Busy` where nobody will read it."""
        await self._semaphore.acquire()
        if self._withdrawn:
            raise Busy("Expected a gateway that reads this answer, got none any more.", hint="Ask again.")

    def give(self, count: int) -> None:
        """So many have been read."""
        for _ in range(count):
            self._semaphore.release()

    def withdraw(self) -> None:
        """Nobody reads any more: the analysis ends where it takes or waits for the next."""
        self._withdrawn = True
        self._semaphore.release()
