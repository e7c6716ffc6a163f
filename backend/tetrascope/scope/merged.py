"""Merged labels that a person names."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from tetrascope.protocol.merged_labels import MergedLabel
from tetrascope.scope.label import find_label

MergedLike: TypeAlias = "Mapping[str, Sequence[str | int]] | Sequence[MergedLabel]"
"""By the name of each merged label its classes, by name or index; or the protocol's own messages."""


def read_merged(merged: Mapping[str, Sequence[str | int]], class_names: Sequence[str]) -> list[dict[str, object]]:
    """Merged labels as messages have them.

    Args:
        merged: by the name of each its classes, by name or index.
        class_names: the network's, by index.

    Raises:
        InvalidInput: there is no class of a name.
    """
    return [
        {
            "name": name,
            "classes": [
                find_label(each, class_names, field=f"merged[{number}].classes[{place}]")
                if isinstance(each, str)
                else int(each)
                for place, each in enumerate(classes)
            ],
        }
        for number, (name, classes) in enumerate(merged.items())
    ]
