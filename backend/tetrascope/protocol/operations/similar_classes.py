"""Classes that a person may want to merge: those whose weights in the network's last layer are alike."""

from typing import Annotated, Literal

from pydantic import Field

from tetrascope.protocol.classes import ClassLabel
from tetrascope.protocol.example import EGYPTIAN_CAT, IMAGE_ID, LYNX, NETWORK_ID, TABBY, TIGER_CAT
from tetrascope.protocol.message import Message
from tetrascope.protocol.operation import Operation
from tetrascope.protocol.part import Part
from tetrascope.protocol.request import PhotoRequest


class SimilarClassesRequest(PhotoRequest):
    """Which classes the network tells apart by much the same evidence, for a person who merges labels. (Since 1.7.)"""

    classes: list[Annotated[int, Field(ge=0, le=10_000_000)]] | None = Field(default=None, min_length=1, max_length=64)
    """Indices of the classes among which groups are sought, such as those on the screen; null for the ten most probable
    ones of the unmasked photo."""


class SimilarClass(Message):
    """A class, and how alike another's weights are. (Since 1.7.)"""

    label: ClassLabel
    """The class."""
    cosine: float
    """Of the angle between the weights of the two, -1..1."""


class ClassNeighbours(Message):
    """The classes that are most like one. (Since 1.7.)"""

    label: ClassLabel
    """The class."""
    similar: list[SimilarClass]
    """The five classes most like it, most alike first; fewer where the network has fewer."""


class SimilarGroup(Message):
    """Classes that are alike, as one label might have them. (Since 1.7.)"""

    name: str | None
    """A word that their names end with, such as `cat`; null where they have none in common."""
    classes: list[ClassLabel]
    """The classes, two or more, by rising index."""
    cosine: float
    """Mean cosine over their pairs, -1..1."""
    share_below: float
    """Share of all pairs of the network's classes that are less alike than that, 0..1."""


class SimilarClasses(Part):
    """Classes whose weights in the last layer are alike. (Since 1.7.)"""

    status: Literal["found", "none_alike", "no_dense_layer"]
    """`none_alike`: no two of the classes are alike enough; their neighbours may be. `no_dense_layer`: the network does
    not end in a dense layer, so its classes have no weights of their own to compare."""
    explanation: str
    """What that means, in a sentence."""
    groups: list[SimilarGroup]
    """Groups among the classes asked for, most alike first."""
    neighbours: list[ClassNeighbours]
    """For each class asked for, in its order, those of the whole network that are most like it."""


_GROUP = SimilarGroup(name="cat", classes=[TABBY, TIGER_CAT, EGYPTIAN_CAT], cosine=0.375, share_below=0.9990234375)
_SIMILAR = SimilarClass(label=LYNX, cosine=0.1875)
_NEIGHBOURS = ClassNeighbours(label=TABBY, similar=[SimilarClass(label=TIGER_CAT, cosine=0.4375), _SIMILAR])

OPERATION = Operation(
    name="similar_classes",
    summary="Classes whose weights in the last layer are alike, for merged labels",
    request=SimilarClassesRequest,
    parts={"similar_classes": SimilarClasses},
    answer=SimilarClasses,
    examples={
        "similar_classes_request": SimilarClassesRequest(
            image_id=IMAGE_ID, network_id=NETWORK_ID, classes=[281, 282, 285, 287]
        ),
        "similar_classes_request_defaults": SimilarClassesRequest(image_id=IMAGE_ID, network_id=NETWORK_ID),
        "similar_class": _SIMILAR,
        "class_neighbours": _NEIGHBOURS,
        "similar_group": _GROUP,
        "similar_classes": SimilarClasses(
            status="found",
            explanation="Of 4 classes, 3 are told apart by much the same evidence.",
            groups=[_GROUP],
            neighbours=[_NEIGHBOURS],
        ),
        "similar_classes_no_dense_layer": SimilarClasses(
            status="no_dense_layer",
            explanation="The network does not end in a dense layer, so its classes have no weights of their own to "
            "compare. Merge classes by hand.",
            groups=[],
            neighbours=[],
        ),
    },
)
