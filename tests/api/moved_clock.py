"""An event loop whose clock a test moves, so that no test has to wait for a time limit."""

import asyncio


class MovedClock(asyncio.SelectorEventLoop):
    """Its time goes on as usual, and leaps where it is told to."""

    _ahead = 0.0

    def time(self) -> float:
        """Seconds, for every timer of this loop."""
        return super().time() + self._ahead

    def move(self, seconds: float) -> None:
        """Let this much time pass now; from any thread."""
        self.call_soon_threadsafe(self._leap, seconds)

    def _leap(self, seconds: float) -> None:
        self._ahead += seconds
