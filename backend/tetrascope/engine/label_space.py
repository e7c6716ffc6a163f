"""The labels that answers are told in: a network's classes, but for those that a request merges."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.merging import merge_probabilities
from tetrascope.engine.network_messages import class_label
from tetrascope.errors import InvalidInput
from tetrascope.networks.answers import THRESHOLD
from tetrascope.networks.merged_labels import classes_merged
from tetrascope.networks.network import Network
from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.merged_labels import MergedLabel

_NAMED = 12
"""Classes that the meaning of a merged label names."""


class LabelSpace:
    """Labels of a network's answers. Each has a place, its column in arrays, and the index that messages name it by.

    Without merged labels places, indices and classes are the same. Else the classes that are left come first, by rising
    index, and then the merged labels, whose indices follow on those of all classes.

    Args:
        network: whose classes they are.
        merged: classes that are told as one label.

    Raises:
        InvalidInput: as of `classes_merged`.
    """

    def __init__(self, network: Network, merged: Sequence[MergedLabel] = ()) -> None:
        self.network = network
        self._merged = tuple(merged)
        # Names are only of use where some are merged, and a network may have many.
        names = [network.class_name(index) for index in range(network.class_count)] if self._merged else []
        self._groups = classes_merged(self._merged, names, network.title)
        members = np.concatenate([np.empty(0, np.intp), *self._groups])
        self._alone = np.setdiff1d(np.arange(network.class_count), members)
        self.indices: NDArray[np.intp] = np.append(
            self._alone, network.class_count + np.arange(len(self._groups), dtype=np.intp)
        )
        """Of each place, the index of its label."""

    @property
    def key(self) -> Hashable:
        """All that it adds to what an answer depends on; None where no classes are merged."""
        return tuple((each.name, *each.classes) for each in self._merged) or None

    def place(self, index: int) -> int:
        """The place of a label by its index; a class that is merged stands for the label that it is in.

        Raises:
            InvalidInput: there is no such label.
        """
        count = self.network.class_count + len(self._groups)
        if index >= count:
            raise InvalidInput(
                f"Expected a label from 0 to {count - 1} of {self.network.title}, got {index}.",
                field="label",
                hint="Leave it out to examine the label most probable for the image.",
            )
        for number, group in enumerate(self._groups):
            if index in group:
                index = self.network.class_count + number
        return int(np.searchsorted(self.indices, index))

    def label(self, place: int) -> ClassLabel:
        """A label with its name and meaning; that of a merged label lists its classes."""
        index = int(self.indices[place])
        if index < self.network.class_count:
            return class_label(self.network, index)
        number = index - self.network.class_count
        names = [self.network.class_name(int(each)) for each in self._groups[number]]
        return ClassLabel(index=index, name=self._merged[number].name, meaning=_merged_meaning(names))

    def probabilities(self, logits: NDArray[np.floating]) -> NDArray[np.float64]:
        """Probabilities of the labels, (..., labels), for logits (..., classes); see `merge_probabilities`."""
        answers = self.network.answers
        of_classes = answers.probabilities(logits)
        if not self._groups:
            return of_classes
        return merge_probabilities(of_classes, self._alone, self._groups, exclusive=answers.kind == "exclusive")

    def most_probable(self, logits: NDArray[np.floating]) -> NDArray[np.intp]:
        """The place of the most probable label, (...), for logits (..., classes)."""
        return np.asarray(np.argmax(self.probabilities(logits) if self._groups else logits, axis=-1))

    def holds(self, logits: NDArray[np.floating], place: int) -> NDArray[np.bool_]:
        """Whether a label holds, for logits (..., classes): (...); see `Answers.holds`."""
        if not self._groups:
            return self.network.answers.holds(logits, place)
        if self.network.answers.kind == "exclusive":
            return np.asarray(self.most_probable(logits) == place)
        return np.asarray(self.probabilities(logits)[..., place] >= THRESHOLD)

    def score(self, probabilities: NDArray[np.floating], place: int) -> ClassScore:
        """One label of (labels,) probabilities."""
        return ClassScore(label=self.label(place), probability=float(probabilities[place]))

    def most_probable_places(self, probabilities: NDArray[np.floating], count: int) -> NDArray[np.intp]:
        """Places of the `count` most probable labels of (labels,) probabilities, most probable first."""
        return np.argsort(-probabilities, kind="stable")[:count]

    def scores(self, probabilities: NDArray[np.floating], count: int) -> list[ClassScore]:
        """The `count` most probable labels of (labels,) probabilities, most probable first."""
        return [self.score(probabilities, int(place)) for place in self.most_probable_places(probabilities, count)]


def _merged_meaning(names: Sequence[str]) -> str:
    """A sentence that lists the classes of a merged label."""
    *most, last = names if len(names) <= _NAMED else [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f"{len(names)} classes as one: {', '.join(most)} and {last}."
