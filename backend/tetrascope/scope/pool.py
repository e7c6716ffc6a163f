"""Scene 2: a photo under a mask at every window position (thesis 3.2)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, TypedDict

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.fills import Fill
from tetrascope.protocol.framing import Fit, Framing
from tetrascope.protocol.operations import pools as told
from tetrascope.report.heading import Subject
from tetrascope.report.importance_picture import draw_importance
from tetrascope.report.numbers import counted
from tetrascope.report.pool_picture import draw_pool
from tetrascope.report.tensor_decoding import rgb
from tetrascope.report.thumbnail import masked_copy
from tetrascope.scope.answer import Answer, Score, map_of, names_of, score_of
from tetrascope.scope.merged import MergedLike

if TYPE_CHECKING:
    from tetrascope.scope.boundary import Boundary


class PoolOptions(TypedDict, total=False):
    """What `Scope.pool` takes beside a photo."""

    windows: Sequence[tuple[int, int]] | None
    fill: Fill
    more_fills: Sequence[Fill]
    per_label: int
    refine: bool
    label: str | int | None
    merged: MergedLike
    fit: Fit | None
    crop_at: float


@dataclass(frozen=True, eq=False)
class Vertex:
    """A label at a vertex of the tetrahedron; of a triangle or a segment where there are 3 or 2 classes."""

    index: int
    """Its place in the network's output."""
    name: str
    """Its name."""
    position: NDArray[np.float64]
    """x, y, z of the vertex, (3,), at distance 1 from the centre."""
    mean_probability: float
    """Mean of its probability over the pool, 0..1."""


class Pool(Answer[told.Pool]):
    """Masked copies of a photo, classified and placed. Every array has one row for each of the n copies.

    All is exact, but for `importance`, which is rounded to 256 steps.

    Args:
        message: what was answered.
        subject: what pictures are about.
        ask_boundary: asks for the boundary of this very pool.
    """

    def __init__(self, message: told.Pool, subject: Subject, ask_boundary: Callable[[Pool], Boundary]) -> None:
        super().__init__(message, subject)
        self._ask_boundary = ask_boundary

    @property
    def original(self) -> Score:
        """The label most probable for the unmasked photo."""
        return score_of(self.message.original)

    @property
    def examined(self) -> Score:
        """The label that the pool is about, with its probability in the unmasked photo."""
        return score_of(self.message.examined)

    @property
    def windows(self) -> list[tuple[int, int]]:
        """Size and stride of each window, in pixels, in the order in which the pool goes through them."""
        return [(window.size, window.stride) for window in self.message.windows]

    @cached_property
    def vertices(self) -> tuple[Vertex, ...]:
        """The labels with the highest probability summed over the pool, v of them: four where there are so many."""
        return tuple(
            Vertex(each.label.index, each.label.name, np.array(each.position), each.mean_probability)
            for each in self.message.vertices
        )

    @cached_property
    def rectangles(self) -> NDArray[np.intp]:
        """What is hidden in each copy: top, left, height, width, in pixels of the network's input, (n, 4)."""
        masks = [each.mask for each in self.message.images]
        return np.array([(mask.top, mask.left, mask.height, mask.width) for mask in masks], np.intp).reshape(-1, 4)

    @cached_property
    def window_of(self) -> NDArray[np.intp]:
        """Index in `windows` of the window of each copy, (n,)."""
        return np.array([each.window for each in self.message.images], np.intp)

    @property
    def fills(self) -> list[Fill | None]:
        """What each copy's masked pixels became, n of them; None from a server before protocol 1.7."""
        return [each.fill for each in self.message.images]

    @cached_property
    def labels(self) -> NDArray[np.intp]:
        """The most probable class of each copy, (n,), as its place in the network's output; see `names`.
        Merged labels follow on all classes."""
        return np.array([each.label for each in self.message.images], np.intp)

    @cached_property
    def names(self) -> dict[int, str]:
        """Names of the classes in `labels`."""
        return names_of(self.message.labels)

    @cached_property
    def probability(self) -> NDArray[np.float64]:
        """Probability of each copy's most probable class, (n,), 0..1."""
        return np.array([each.probability for each in self.message.images])

    @cached_property
    def examined_probability(self) -> NDArray[np.float64]:
        """Probability of the examined label in each copy, (n,), 0..1."""
        return np.array([each.original_probability for each in self.message.images])

    @cached_property
    def kept(self) -> NDArray[np.bool_]:
        """Whether the examined label is with each copy as it is with the unmasked photo, (n,)."""
        return np.array([each.kept for each in self.message.images], np.bool_)

    @cached_property
    def probabilities(self) -> NDArray[np.float64]:
        """Probability of the label at each vertex, (n, v), 0..1."""
        return np.array([each.probabilities for each in self.message.images]).reshape(-1, len(self.message.vertices))

    @cached_property
    def positions(self) -> NDArray[np.float64]:
        """Place inside the tetrahedron: the mean of its vertices, weighted by `probabilities`, (n, 3)."""
        return np.array([each.position for each in self.message.images]).reshape(-1, 3)

    @cached_property
    def outside(self) -> NDArray[np.float64]:
        """How much of the probabilities the position leaves out, (n,), 0..1."""
        return np.array([each.outside for each in self.message.images])

    @cached_property
    def represents(self) -> NDArray[np.intp]:
        """Index of the vertex that each copy was selected to stand for, (n,); -1 where it was not selected."""
        found = (each.represents for each in self.message.images)
        return np.array([-1 if vertex is None else vertex for vertex in found], np.intp)

    @property
    def importance(self) -> NDArray[np.float32]:
        """For each pixel the mean drop of the examined label's probability over the masks that cover it.

        (height, width) of the network's input; positive where the label needs the pixel; within `importance_rounding`.
        """
        return map_of(self.message.importance)[0]

    @property
    def importance_rounding(self) -> float:
        """The most by which rounding to 256 steps moved a value of `importance`."""
        return map_of(self.message.importance)[1]

    @property
    def image(self) -> NDArray[np.uint8]:
        """The unmasked photo as it enters the network, (height, width, 3) RGB bytes."""
        return rgb(self.message.image)

    @property
    def fill_image(self) -> NDArray[np.uint8]:
        """What shows through a mask, (height, width, 3) RGB bytes; of several fills through those of `fill`."""
        return rgb(self.message.fill_image)

    @property
    def framing(self) -> Framing:
        """Which part of the photo that is."""
        return self.message.framing

    def masked(self, index: int) -> NDArray[np.uint8]:
        """One of the copies as it entered the network, (height, width, 3) RGB bytes."""
        return masked_copy(self.message, self.message.images[index])

    @cached_property
    def boundary(self) -> Boundary:
        """The linear SVM between the copies that kept the label and those that did not; asked for when first read."""
        return self._ask_boundary(self)

    def __len__(self) -> int:
        return len(self.message.images)

    def plot(self) -> Image.Image:
        """The copies inside the tetrahedron, support vectors with a black border: RGB, 2400 by 1640 pixels."""
        return draw_pool(self.message, self.boundary.message, self.subject)

    def plot_importance(self) -> Image.Image:
        """The importance of every pixel as a heat map, beside the photo: RGB."""
        return draw_importance(self.message, self.subject)

    def caption(self) -> str:
        changed = int(np.count_nonzero(~self.kept))
        return (
            f"{counted(len(self), 'masked image')} of {self.subject.image_name} in {self.subject.network_title}: "
            f"{changed} changed the answer on {self.examined.name}."
        )
