"""What all answers of a scope have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeAlias, TypeVar

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Event, Part
from tetrascope.protocol.progress import Progress
from tetrascope.protocol.tensor import Tensor
from tetrascope.report.heading import Subject
from tetrascope.report.markup import inline, png, text
from tetrascope.report.numbers import percent
from tetrascope.report.tensor_decoding import decode

Told = TypeVar("Told", bound=Message, covariant=True)
Watcher: TypeAlias = Callable[[Progress], object]
"""Is told how far an analysis is; `print` will do. What it raises ends the analysis, or the waiting for a job."""


@dataclass(frozen=True)
class Score:
    """A class, and how probable the network finds it."""

    index: int
    """Its place in the network's output."""
    name: str
    """Its short name, such as `tiger cat`."""
    probability: float
    """0..1, exact: of all classes together 1 where they exclude each other, each for itself where labels are
    independent."""
    meaning: str | None
    """A sentence that says what it is, where one is known."""

    def __str__(self) -> str:
        return f"{self.name}, {percent(self.probability)}"


def score_of(message: ClassScore) -> Score:
    """The score of a message."""
    return Score(message.label.index, message.label.name, message.probability, message.label.meaning)


def names_of(labels: list[ClassLabel]) -> dict[int, str]:
    """Names of classes by their index."""
    return {label.index: label.name for label in labels}


def map_of(tensor: Tensor) -> tuple[NDArray[np.float32], float]:
    """The values of a map, in its tensor's shape, and the most by which rounding to bytes moved one of them."""
    return decode(tensor), abs(tensor.scale) / 2


def whole(operation: Operation, events: Iterable[Event], tell: Watcher) -> Message:
    """The answer, when all its events have come; `tell` is told how far it is."""
    parts: list[Part] = []
    for event in events:
        if isinstance(event, Progress):
            tell(event)
        else:
            parts.append(event)
    return operation.whole(parts)


class Answer(Generic[Told]):
    """An answer: the message of the protocol, with arrays made of it where they are asked for.

    A notebook shows it as a picture; `plot` gives that picture as a PIL image, to be shown or saved.

    Args:
        message: what the engine, or the server, answered.
        subject: what pictures of it are about.
    """

    _max_width = "75rem"
    """What a notebook shows it at, at most."""

    def __init__(self, message: Told, subject: Subject) -> None:
        self.message = message
        self.subject = subject

    def plot(self) -> Image.Image:
        """A picture of it, RGB."""
        raise NotImplementedError

    def caption(self) -> str:
        """What stands below the picture in a notebook, plain text."""
        raise NotImplementedError

    @cached_property
    def _png(self) -> bytes:
        return png(self.plot())

    def _repr_png_(self) -> bytes:
        return self._png

    def _repr_html_(self) -> str:
        return _CELL.format(max_width=self._max_width, source=inline(self._png), caption=text(self.caption()))

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.caption()}>"


_CELL = (
    '<figure style="margin:.4rem 0;max-width:{max_width}">'
    '<img src="{source}" alt="{caption}" style="display:block;width:100%;height:auto;border-radius:6px">'
    '<figcaption style="margin-top:.45rem;font-size:.9em;line-height:1.4;opacity:.75">{caption}</figcaption>'
    "</figure>"
)
