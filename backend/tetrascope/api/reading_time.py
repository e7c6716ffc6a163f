"""How much of the event loop's time may go into reading what clients send.

Whatever a client sends, in pieces however small, costs time of the one thread that serves everybody, before anyone can
tell whether it is worth it. So what is bounded is the time itself: each connection pays for what reading it took, and
who is in debt is read again when it has paid. Others find the loop free meanwhile. A client that behaves never notices.
"""

import time
from collections.abc import Callable

SHARE = 0.25
"""The part of the loop's time that those in debt share equally."""
MAX_CREDIT_S = 0.005
"""What a connection may have saved up, in seconds of the loop's time: some requests at once."""
READ_S = 0.0001
"""What one turn of the loop for one connection costs, in seconds, beside what parsing takes."""
REQUEST_S = 0.0005
"""What a request costs the loop later, in seconds, at least."""
MESSAGE_S = 0.0002
"""What a stream's message does."""


class ReadingTime:
    """The loop's time, and who has taken more of it than they had.

    Args:
        clock: seconds that never go back.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.clock = clock
        self.debtors: set[Account] = set()

    @property
    def pace(self) -> float:
        """Seconds that each connection is granted in a second."""
        return SHARE / max(1, len(self.debtors))


class Account:
    """What one connection has taken and been granted."""

    def __init__(self, time: ReadingTime) -> None:
        self._time = time
        self._balance = MAX_CREDIT_S
        self._counted = time.clock()

    def charge(self, seconds: float) -> None:
        """Take `seconds` of the loop's time off."""
        self._count()
        self._balance -= seconds
        if self._balance < 0:
            self._time.debtors.add(self)

    def wait_s(self) -> float:
        """Seconds until the debt is paid, as things stand; 0 where there is none."""
        self._count()
        return max(0.0, -self._balance / self._time.pace)

    def close(self) -> None:
        """Forget the connection."""
        self._time.debtors.discard(self)

    def _count(self) -> None:
        now = self._time.clock()
        self._balance = min(MAX_CREDIT_S, self._balance + (now - self._counted) * self._time.pace)
        self._counted = now
        if self._balance >= 0:
            self._time.debtors.discard(self)
