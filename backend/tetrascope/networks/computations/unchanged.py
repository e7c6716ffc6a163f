"""What gives out what it reads, once nothing is trained: dropout, noise, augmentation."""

from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.computations.places import Place
from tetrascope.networks.geometry import AUGMENTATIONS, kind_of
from tetrascope.networks.graph import Call

UNCHANGED = AUGMENTATIONS | frozenset(
    {
        "ActivityRegularization",
        "AlphaDropout",
        "Dropout",
        "GaussianDropout",
        "GaussianNoise",
        "Identity",
        "SpatialDropout2D",
        "StochasticDepth",
        "StopGradient",
    }
)


def leaves_unchanged(call: Call) -> bool:
    """Whether a call gives out just what it reads."""
    return kind_of(call) in UNCHANGED and len(call.inputs) == 1 and call.kwargs.get("training") is not True


def explain(asked: Asked) -> Explained:
    """The value as it is."""
    return asked.passed_on(
        "unchanged",
        "The value is passed on as it is: this operation does something only while a network is trained.",
        "x",
        Place(asked.call.inputs[0], asked.at),
        lambda x: x,
    )
