"""Scene 2's boundary between the copies that kept a label and those that lost it (thesis 3.2.1)."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.operations import boundaries as told
from tetrascope.report.heading import Subject
from tetrascope.report.pool_picture import draw_pool
from tetrascope.scope.answer import Answer

if TYPE_CHECKING:
    from tetrascope.scope.pool import Pool


class Boundary(Answer[told.Boundary]):
    """The linear SVM between the copies of a pool that kept the examined label and those that did not; exact.

    Args:
        message: what was answered.
        subject: what pictures are about.
        pool: the pool that it divides.
    """

    def __init__(self, message: told.Boundary, subject: Subject, pool: Pool) -> None:
        super().__init__(message, subject)
        self.pool = pool
        """The pool that it divides; arrays here have its order."""

    @property
    def status(self) -> Literal["separated", "one_class"]:
        """`one_class` where all copies kept the label, or all lost it: there is no boundary then."""
        return self.message.status

    @property
    def explanation(self) -> str:
        """What the status means, in a sentence."""
        return self.message.explanation

    @cached_property
    def support_vectors(self) -> NDArray[np.intp]:
        """Indices in the pool of the support vectors, rising, (s,)."""
        return np.array(self.message.support_vectors, np.intp)

    @cached_property
    def distances(self) -> NDArray[np.float64]:
        """Signed distance of each copy in standardised logits, (n,), positive on the changed side; (0,) without one."""
        return np.array(self.message.distances)

    @property
    def margin(self) -> float | None:
        """Width of the margin, 2 / ‖w‖, in standardised logits."""
        return self.message.margin

    @property
    def accuracy(self) -> float | None:
        """Share of the pool on the right side, 0..1."""
        return self.message.accuracy

    @property
    def cross_validated_accuracy(self) -> float | None:
        """The same for copies left out of the fit (five stratified folds); None where a class has fewer than 5."""
        return self.message.cross_validated_accuracy

    def plot(self) -> Image.Image:
        """The picture of the pool, in which support vectors have a black border."""
        return draw_pool(self.pool.message, self.message, self.subject)

    def caption(self) -> str:
        return self.explanation
