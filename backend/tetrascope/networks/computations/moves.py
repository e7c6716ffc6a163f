"""What moves values and computes none: padding, cropping, repeating, joining, laying out anew."""

from tetrascope.networks.computations.asked import Asked, Explained
from tetrascope.networks.geometry import kind_of, only_moves
from tetrascope.networks.graph import Call

_SENTENCES = {
    "Concatenate": (
        "concatenation",
        "Maps of several operations are put side by side; this one comes from one of them, as it is.",
    ),
    "ZeroPadding2D": ("padding", "The map has a border of zeros laid around it; this value is one of the map."),
    "Cropping2D": ("cropping", "The border of the map is cut off; this value stays as it is."),
    "CenterCrop": ("cropping", "The border of the map is cut off; this value stays as it is."),
    "UpSampling2D": ("upsampling", "The map is made larger by repeating its values; this one is a copy."),
}
_REARRANGED = ("rearrangement", "The values are laid out anew; this one keeps its number and gets another place.")
_ADDED = "This value lies in what was laid around the map, and is the same for every image."


def is_move(call: Call) -> bool:
    """Whether each value of a call is one that it reads, or the same for every image."""
    return bool(call.inputs) and (kind_of(call) in ("ZeroPadding2D", "Cropping2D") or only_moves(call))


def explain(asked: Asked) -> Explained:
    """The value that was moved, as it is."""
    kind, sentence = _SENTENCES.get(kind_of(asked.call), _REARRANGED)
    origin = asked.known.moved_from(asked.call, asked.at)
    if origin is None:
        own = float(asked.known.of(asked.output)[asked.at])
        return Explained([asked.step(kind, _ADDED, "padding", own, numbers={"padding": own})])
    return asked.passed_on(kind, sentence, "x", origin, lambda x: x)
