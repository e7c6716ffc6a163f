"""Labelled pictures that a network learns from and is tried on."""

from collections.abc import Callable
from dataclasses import dataclass
from hashlib import sha256

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput, TooLarge
from tetrascope.protocol.message import Message

MAX_EXAMPLES = 10_000
"""Pictures of a set; more are refused before any is read."""
MAX_CLASSES = 1000
"""Classes of a set."""
MAX_PICTURE_BYTES = 2**30
"""What the pictures of a set may take in memory, at the size of the network's input."""
MIN_OF_A_CLASS = 2
"""Pictures that a class needs: one to learn from and one to be tried on."""

Progress = Callable[[int, int], None]
"""Is told how many of how many pictures are read."""


class SkippedPicture(Message):
    """A file that is named as a picture and could not be used."""

    name: str
    """Its path inside the folder."""
    reason: str
    """What was expected and what was received."""


@dataclass(frozen=True)
class Examples:
    """A set of labelled pictures, in an order that depends on nothing but what it holds."""

    names: list[str]
    """What to call each picture: its path inside the folder, or its number in an embedded set."""
    labels: NDArray[np.int32]
    """(n,), the class of each, by its place in `class_names`."""
    digests: list[str]
    """The first 16 hexadecimal digits of the SHA-256 of each."""
    class_names: list[str]
    """What the classes are called, in order."""
    pictures: NDArray[np.uint8] | None
    """(n, h, w, 3) RGB at the size of the network's input; None where only their digests were asked for."""
    skipped: list[SkippedPicture]
    """What could not be used."""
    notes: list[str]
    """What was done that a person may want to know, in sentences."""

    @property
    def fingerprint(self) -> str:
        """The same for the same pictures with the same names and classes: 16 hexadecimal digits."""
        digest = sha256()
        for name, label, picture in zip(self.names, self.labels, self.digests, strict=True):
            digest.update(f"{name}\0{self.class_names[label]}\0{picture}\n".encode("utf-8", "surrogateescape"))
        return digest.hexdigest()[:16]


def digest_of(data: bytes) -> str:
    """The first 16 hexadecimal digits of the SHA-256 of a picture."""
    return sha256(data).hexdigest()[:16]


def check_memory(count: int, height: int, width: int, hint: str) -> None:
    """Raises `TooLarge` where so many pictures of that size take more memory than they may."""
    each = height * width * 3
    if count * each > MAX_PICTURE_BYTES:
        raise TooLarge(
            f"Expected pictures that take at most {MAX_PICTURE_BYTES // 2**20} MiB, which are "
            f"{MAX_PICTURE_BYTES // each} of {height} x {width} pixels, got {count}.",
            field="data",
            hint=hint,
        )


def check_classes(counts: dict[str, int], place: str) -> None:
    """Raises `InvalidInput` where a network cannot learn to tell these classes apart.

    Args:
        counts: usable pictures of each class.
        place: what the set is called.
    """
    if len(counts) < 2:
        raise InvalidInput(
            f"Expected two classes or more in {place!r}, got {len(counts)}.",
            field="data",
            hint="Put the pictures of each class into a folder of its own, and name the folder that holds these: the "
            "names of the folders are those of the classes.",
        )
    if len(counts) > MAX_CLASSES:
        raise TooLarge(f"Expected at most {MAX_CLASSES} classes, got {len(counts)} in {place!r}.", field="data")
    few = [name for name, count in counts.items() if count < MIN_OF_A_CLASS]
    if few:
        more = "" if len(few) == 1 else f", and {len(few) - 1} more such classes"
        raise InvalidInput(
            f"Expected {MIN_OF_A_CLASS} pictures or more in each class, one to learn from and one to be tried on; got "
            f"{counts[few[0]]} in {few[0]!r}{more}.",
            field="data",
            hint="Add pictures to it, or take the folder away.",
        )
