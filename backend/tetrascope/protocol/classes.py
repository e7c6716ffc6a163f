"""Classes that a network answers with."""

from tetrascope.protocol.message import Message


class ClassLabel(Message):
    """A class that the network can answer with."""

    index: int
    """Position in the network's output."""
    name: str
    """Short name, such as `tiger cat`."""
    meaning: str | None
    """A sentence that says what the class is, where one is known."""


class ClassScore(Message):
    """A class and how probable the network finds it."""

    label: ClassLabel
    """The class."""
    probability: float
    """0..1; of all classes together 1 where they exclude each other, each for itself where labels are independent."""
