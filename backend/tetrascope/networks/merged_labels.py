"""Whether classes of a network can be told as one label."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from tetrascope.errors import InvalidInput
from tetrascope.protocol.merged_labels import MergedLabel

MIN_LABELS = 2
"""Labels that must be left, so that there is something to tell apart."""


def classes_merged(merged: Sequence[MergedLabel], class_names: Sequence[str], title: str) -> list[NDArray[np.intp]]:
    """The classes of each merged label, rising.

    Args:
        merged: classes that are told as one label.
        class_names: the network's, by index.
        title: what the network is called in sentences.

    Raises:
        InvalidInput: there is no such class, one stands in two labels, a name says nothing or is another label's, or
            fewer than two labels are left.
    """
    taken = _check_classes(merged, class_names, title)
    if merged:
        _check_names(merged, {name for index, name in enumerate(class_names) if index not in taken})
    left = len(class_names) - len(taken) + len(merged)
    if merged and left < MIN_LABELS:
        raise InvalidInput(
            f"Expected merged labels that leave {MIN_LABELS} labels or more of the {len(class_names)} of {title}, "
            f"got {left}.",
            field="merged",
            hint="Leave a class out of the merged label.",
        )
    return [np.sort(np.array(label.classes, np.intp)) for label in merged]


def _check_classes(merged: Sequence[MergedLabel], class_names: Sequence[str], title: str) -> set[int]:
    """All classes that are merged."""
    found: dict[int, str] = {}
    for number, label in enumerate(merged):
        for position, index in enumerate(label.classes):
            field = f"merged[{number}].classes[{position}]"
            if index >= len(class_names):
                raise InvalidInput(
                    f"Expected a class from 0 to {len(class_names) - 1} of {title}, got {index}.",
                    field=field,
                    hint="Merge classes of this network; GET /v1/networks/{id} names them.",
                )
            if index in found:
                raise InvalidInput(
                    f"Expected each class once, got {class_names[index]} ({index}) again.",
                    field=field,
                    hint=f"It is in the merged label {found[index]!r} already.",
                )
            found[index] = label.name
    return set(found)


def _check_names(merged: Sequence[MergedLabel], others: set[str]) -> None:
    taken = {name.casefold() for name in others}
    for number, label in enumerate(merged):
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
