"""What an engine answers: the parts of an analysis, in the order they become ready, with progress between them."""

from tetrascope.protocol.message import Message
from tetrascope.protocol.progress import Progress


class Part(Message):
    """A part of an answer; which ones there are is said by the operations."""


Event = Progress | Part
"""What comes out of an analysis under way."""
