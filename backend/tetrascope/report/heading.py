"""The title of a picture."""

from typing import NamedTuple

from PIL import Image

from tetrascope.protocol.networks import AnswerKind, NetworkSummary
from tetrascope.protocol.scene import SCENES
from tetrascope.report.palette import MUTED
from tetrascope.report.typography import text_width, write


class Subject(NamedTuple):
    """What a picture is about."""

    image_name: str
    """Name of the image, for a person."""
    network_title: str
    """Name of the network, for a person."""
    answers: AnswerKind = "exclusive"
    """What the network's answers mean."""


def subject_of(image_name: str, network: NetworkSummary) -> Subject:
    """The subject of pictures of an image in a network; random weights are said."""
    random = " with random weights" if network.weights.source == "random" else ""
    return Subject(image_name, network.title + random, network.output.kind)


def draw_heading(image: Image.Image, subject: Subject, title: str, *, left: float, baseline: float) -> None:
    """One line: the title, then image and network in a quieter voice; above it a short rule in the accent colour."""
    size = 44
    rule = Image.new("RGB", (64, 6), SCENES.colours.accent)
    image.paste(rule, (round(left), round(baseline) - 62))
    write(image, (left, baseline), title, size=size, bold=True)
    beside = left + text_width(title, size) + 28
    about = f"{subject.image_name}  \u00b7  {subject.network_title}"
    write(image, (beside, baseline), about, size=28, colour=MUTED, width=image.width - left - beside)
