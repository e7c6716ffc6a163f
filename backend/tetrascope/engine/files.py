"""Files of a place that processes and machines may share: an interface."""

from collections.abc import Iterable
from typing import NamedTuple, Protocol

PART = ".tetrascope-part"
"""How the name ends of what is not written to its end, or only tells whether anything can be."""


class File(NamedTuple):
    """One of many; those used longest ago come first."""

    used: int
    """Nanoseconds, when it was last asked for."""
    name: str
    size: int


class Files(Protocol):
    """A place of files, each of which is whole or not there. Methods raise `OSError` where the place fails."""

    place: str
    """For the operator."""

    def require(self) -> None:
        """Raises `Failed`, for the operator, unless files can be listed, written, read and dropped there."""
        ...

    def read(self, name: str) -> bytes | None:
        """What is in a file; None where there is none."""
        ...

    def has(self, name: str) -> bool:
        """Whether it is there."""
        ...

    def write(self, name: str, data: bytes) -> None:
        """Make a file, or replace it."""
        ...

    def use(self, name: str) -> bool:
        """Note that it was asked for; False where it is not there."""
        ...

    def drop(self, name: str) -> None:
        """No matter whether it is there."""
        ...

    def ending(self, ending: str) -> Iterable[File]:
        """Those whose names end so, in any order."""
        ...
