"""The image itself, where every computation begins."""

from tetrascope.networks.computations.asked import Asked, Explained

_SENTENCE = "This is a pixel of the image itself, scaled as the images were with which the network was trained."


def explain(asked: Asked) -> Explained:
    """The scaled value of a pixel."""
    return Explained([asked.step("input", _SENTENCE, "", float(asked.known.of(asked.output)[asked.at]))])
