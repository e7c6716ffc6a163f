"""Classes that a request has told as one label."""

from typing import Annotated

from pydantic import Field

from tetrascope.protocol.message import Message

MAX_MERGED_LABELS = 32
"""Merged labels that one request may have."""
MAX_MERGED_CLASSES = 512
"""Classes of one merged label; ImageNet has 118 breeds of dogs."""
MAX_MERGED_NAME = 60
"""Characters of a merged label's name."""


class MergedLabel(Message):
    """Classes that are told as one label: its probability is the sum of theirs. (Since 1.7.)

    Where labels are independent it is the largest of theirs, because the merged label is there where any of them is.
    In answers its `index` is the network's number of classes and its own 0-based place in the request's list; none of
    its classes is told by itself.
    """

    name: str = Field(min_length=1, max_length=MAX_MERGED_NAME)
    """What it is called; no other label of the answers has that name."""
    classes: list[Annotated[int, Field(ge=0, le=10_000_000)]] = Field(min_length=2, max_length=MAX_MERGED_CLASSES)
    """Indices of its classes, two or more, each in one merged label at most."""


Merged = Annotated[list[MergedLabel], Field(max_length=MAX_MERGED_LABELS)]
"""The merged labels of a request."""
