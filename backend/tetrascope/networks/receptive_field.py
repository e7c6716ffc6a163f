"""Receptive fields: the part of an earlier map that a region of a later map is computed from.

Exact interval arithmetic (Dumoulin & Visin 2016, "A guide to convolution arithmetic for deep learning").
Rows and columns are independent. Along one edge an interval [first, last] of output positions reads

    first * stride - padding   ..   last * stride - padding + (kernel - 1) * dilation

of its source, clamped to the source (what lies outside is padding and depends on nothing). Branches that
meet are joined by the union of their intervals.
"""

from typing import NamedTuple

from tetrascope.message import Message


class Step(Message):
    """How positions along one axis read positions of the stage before."""

    kernel: int
    """Positions read, counted without dilation; 1 or more."""
    stride: int
    """Distance in source positions between neighbouring output positions; 1 or more."""
    padding: int
    """Positions of padding before the first source position; negative where the source is cropped."""
    dilation: int
    """Distance in source positions between the positions that one output reads; 1 or more."""


class Edge(Message):
    """What one stage reads of one earlier stage."""

    source: int
    """Index in `stages` of the stage that is read; always smaller than the reader's own."""
    whole: bool
    """True where every output position reads the whole source (global pooling, squeeze-and-excite);
    `rows` and `columns` are then null."""
    rows: Step | None
    """How rows are read."""
    columns: Step | None
    """How columns are read."""


class Stage(Message):
    """One tensor on the way from the input to the output; stage 0 is the input."""

    name: str
    """The operation's name in the network, unique."""
    height: int
    """Rows of the tensor."""
    width: int
    """Columns of the tensor."""
    edges: list[Edge]
    """What it reads; empty for the input."""


class Region(NamedTuple):
    """A rectangle of positions, both ends included."""

    top: int
    left: int
    bottom: int
    right: int
