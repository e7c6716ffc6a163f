"""Whether a client takes what is sent to it.

What is written waits in memory, and closing the connection waits until it is read, which may be never: a headset that
fell asleep, or someone who means harm, would hold its analyses and its place for good.
"""


class Outflow:
    """The pace at which one connection's bytes are taken.

    Args:
        seconds: how long nothing much may be taken.
        pace: bytes a second that must be taken where there are as many.
    """

    def __init__(self, seconds: float, pace: float) -> None:
        self._seconds = seconds
        self._pace = pace
        self._taken = 0
        self._taken_at = 0.0
        self._since: tuple[float, int, int] | None = None
        """When this was last found well, with what had been taken and what waited then; None where nothing waits."""

    def look(self, now: float, taken: int, waiting: int) -> bool:
        """Whether the client has stopped reading, for good as far as anyone can tell.

        Args:
            now: seconds that never go back.
            taken: bytes taken so far.
            waiting: bytes that wait.
        """
        if not waiting:
            self._since = None
            return False
        if self._since is None or taken > self._taken:
            self._taken_at = now
        self._taken = taken
        if self._since is None:
            self._since = (now, taken, waiting)
        began, taken_then, waited_then = self._since
        if now - began < self._seconds:
            return False
        if taken - taken_then < min(waited_then, self._pace * self._seconds):
            return True
        self._since = (now, taken, waiting)
        return False

    def still_s(self, now: float) -> float:
        """Seconds since anything was taken; 0 where nothing waits."""
        return 0.0 if self._since is None else now - self._taken_at
