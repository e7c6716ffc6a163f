"""Who is told how far a run is, and says nothing."""


class Silent:
    """See `Watcher`."""

    def show(self, stage: str, done: int = 0, total: int = 0, seconds_left: float | None = None) -> None:
        """Nothing."""

    def note(self, words: str) -> None:
        """Nothing."""
