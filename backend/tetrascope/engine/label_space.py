"""The labels that answers are told in: a network's classes, but for those that a request merges."""

from collections.abc import Hashable, Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.analysis.merging import merge_probabilities
from tetrascope.engine.network_messages import class_label
from tetrascope.errors import InvalidInput
from tetrascope.networks.answers import THRESHOLD
from tetrascope.networks.network import Network
from tetrascope.protocol.classes import ClassLabel, ClassScore
from tetrascope.protocol.merged_labels import MergedLabel

MIN_LABELS = 2
"""Labels that must be left, so that there is something to tell apart."""
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
        InvalidInput: there is no such class, one stands in two labels, a name says nothing or is another label's, or
            fewer than two labels are left.
    """

    def __init__(self, network: Network, merged: Sequence[MergedLabel] = ()) -> None:
        self.network = network
        self._merged = tuple(merged)
        self._groups = _check_classes(network, self._merged)
        members = np.concatenate([np.empty(0, np.intp), *self._groups])
        self._alone = np.setdiff1d(np.arange(network.class_count), members)
        self.indices: NDArray[np.intp] = np.append(
            self._alone, network.class_count + np.arange(len(self._groups), dtype=np.intp)
        )
        """Of each place, the index of its label."""
        _check_names(self)
        if len(self.indices) < MIN_LABELS:
            raise InvalidInput(
                f"Expected merged labels that leave {MIN_LABELS} labels or more of the {network.class_count} of "
                f"{network.title}, got {len(self.indices)}.",
                field="merged",
                hint="Leave a class out of the merged label.",
            )

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


def _check_classes(network: Network, merged: Sequence[MergedLabel]) -> list[NDArray[np.intp]]:
    """The classes of each merged label, rising."""
    found: dict[int, str] = {}
    for number, label in enumerate(merged):
        for position, index in enumerate(label.classes):
            field = f"merged[{number}].classes[{position}]"
            if index >= network.class_count:
                raise InvalidInput(
                    f"Expected a class from 0 to {network.class_count - 1} of {network.title}, got {index}.",
                    field=field,
                    hint="Merge classes of this network; GET /v1/networks/{id} names them.",
                )
            if index in found:
                raise InvalidInput(
                    f"Expected each class once, got {network.class_name(index)} ({index}) again.",
                    field=field,
                    hint=f"It is in the merged label {found[index]!r} already.",
                )
            found[index] = label.name
    return [np.sort(np.array(label.classes, np.intp)) for label in merged]


def _check_names(labels: LabelSpace) -> None:
    if not labels._merged:
        return
    taken = {labels.network.class_name(int(index)).casefold() for index in labels._alone}
    for number, label in enumerate(labels._merged):
        field = f"merged[{number}].name"
        if not label.name.isprintable() or label.name != label.name.strip():
            raise InvalidInput(
                f"Expected a name of printable characters without spaces around it, got {label.name!r}.",
                field=field,
                hint="Write it as it should stand beside the other labels, such as cat.",
            )
        if label.name.casefold() in taken:
            raise InvalidInput(
                f"Expected a name that no other label has, got {label.name!r}.",
                field=field,
                hint="Choose another name, or merge the label of that name too.",
            )
        taken.add(label.name.casefold())


def _merged_meaning(names: Sequence[str]) -> str:
    """A sentence that lists the classes of a merged label."""
    *most, last = names if len(names) <= _NAMED else [*names[:_NAMED], f"{len(names) - _NAMED} more"]
    return f"{len(names)} classes as one: {', '.join(most)} and {last}."
