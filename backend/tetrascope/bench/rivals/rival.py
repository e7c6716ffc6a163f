"""The interface of a rival: a library that occludes an image and classifies what is left."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from tetrascope.analysis.masks import Box
from tetrascope.analysis.windows import positions
from tetrascope.bench.subject import Subject
from tetrascope.networks.given_weights import GivenWeights
from tetrascope.protocol.operations.pools import Window


@dataclass(frozen=True)
class Task:
    """What every rival is asked to do."""

    subject: Subject
    """The image and the network; a rival takes it as Keras builds it."""
    given: GivenWeights
    """Where the weights come from, for a rival that loads the network in another process."""
    window: Window
    """The window that slides over the image."""
    batch: int
    """Images in a batch: the fastest size of plain batching."""
    target: int
    """The class whose score is followed."""

    def masks(self, window: Window) -> list[Box]:
        """Every position of a window on the network's input."""
        return positions(window, self.subject.plain.input_height, self.subject.plain.input_width)


class Rival(ABC):
    """One library, ready to explain one image. What it raises is reported and harms nothing else.

    Args:
        task: what to do.
    """

    name: ClassVar[str]
    """Its name for a person."""
    package: ClassVar[str]
    """The distribution that carries it."""
    needs: ClassVar[Sequence[str]]
    """Modules without which it is not here."""
    install: ClassVar[str]
    """The command that brings it."""
    backend: ClassVar[str | None] = None
    """The Keras backend that it needs in this process; None where any will do."""
    note: ClassVar[str]
    """What to know when reading its figure."""

    @abstractmethod
    def __init__(self, task: Task) -> None: ...

    @property
    @abstractmethod
    def classified(self) -> int:
        """Masked images that `explain` classifies."""

    @abstractmethod
    def explain(self) -> None:
        """Explain the image once."""

    @classmethod
    def window(cls, task: Task) -> Window:
        """The window that it can do, which is the one that the incremental pool is run with beside it."""
        return task.window

    def close(self) -> None:  # noqa: B027  most hold nothing
        """Release what it holds."""
