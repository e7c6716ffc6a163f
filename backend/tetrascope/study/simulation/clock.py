"""A clock that is moved, not waited for."""

BEGINNING_S = 946_717_200.0
"""1 January 2000, 9:00 UTC: the first session begins here, so that nobody takes it for one of today."""
BETWEEN_S = 4 * 3600.0
"""From the beginning of one session to that of the next."""


class SimulatedClock:
    """Seconds since the beginning of 1970, as told."""

    def __init__(self) -> None:
        self.now_s = BEGINNING_S

    def begin_session(self, participant: int) -> None:
        """Go to where the session of a participant begins."""
        self.now_s = BEGINNING_S + (participant - 1) * BETWEEN_S

    def pass_s(self, seconds: float) -> None:
        """Let time go by, in whole milliseconds."""
        self.now_s = round(self.now_s + seconds, 3)

    def __call__(self) -> float:
        return self.now_s
