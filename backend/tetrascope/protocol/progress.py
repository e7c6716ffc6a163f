"""How far an analysis is."""

from tetrascope.protocol.message import Message


class Progress(Message):
    """How far an analysis is."""

    done: int
    """Units of work finished."""
    total: int
    """Units of work in all."""
    seconds_left: float | None
    """Estimate of the time left in seconds; null before there is a base for one."""
    stage: str
    """What is being done, in a few words for a person."""
