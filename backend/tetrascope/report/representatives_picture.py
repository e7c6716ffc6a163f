"""The picture of a cluster's portrait: images that could stand for it, and how much of its maps each explains."""

from PIL import Image

from tetrascope.protocol.methods import REPRESENTATIVES
from tetrascope.protocol.operations.components import Components, Representative
from tetrascope.report.colormap import colour_feature_map
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.maps_picture import TOP
from tetrascope.report.numbers import counted, percent
from tetrascope.report.palette import MUTED, PAPER
from tetrascope.report.structure_layout import MARGIN, WIDTH
from tetrascope.report.structure_picture import enlarge
from tetrascope.report.typography import write

_GAP = 40
_CAPTION = 76


def draw_representatives(components: Components, subject: Subject) -> Image.Image:
    """The images in a row, RGB, 2400 pixels wide; each in colours from its own least value to its largest."""
    count = len(components.representatives)
    side = (WIDTH - 2 * MARGIN - (count - 1) * _GAP) // count
    image = Image.new("RGB", (WIDTH, TOP + _CAPTION + side + MARGIN), PAPER)
    title = f"{components.layer}, cluster {components.cluster + 1}"
    draw_heading(image, subject, title, left=MARGIN, baseline=100)
    words = f"{counted(len(components.channels), 'map')}. {variance_words(components.explained_variances)}"
    write(image, (MARGIN, 146), words, size=21, colour=MUTED)
    for place, each in enumerate(components.representatives):
        _draw(image, each, (MARGIN + place * (side + _GAP), TOP), side)
    return image


def variance_words(shares: list[float]) -> str:
    """What the first two components hold of the maps' variance."""
    if not shares:
        return "All maps are constant."
    first = f"The first component holds {percent(shares[0])} of their variance"
    return f"{first}, the second {percent(shares[1])}." if len(shares) > 1 else f"{first}."


def _draw(image: Image.Image, each: Representative, corner: tuple[int, int], side: int) -> None:
    left, top = corner
    title = next(method.title for method in REPRESENTATIVES.described() if method.name == each.method)
    named = title if each.channel is None else f"{title} ({each.channel})"
    share = each.explained_variance
    write(image, (left, top + 24), named, size=23, bold=True, width=side)
    words = "all maps constant" if share is None else f"explains {percent(share)}"
    write(image, (left, top + 56), words, size=21, colour=MUTED, width=side)
    image.paste(enlarge(colour_feature_map(each.map), side), (left, top + _CAPTION))
