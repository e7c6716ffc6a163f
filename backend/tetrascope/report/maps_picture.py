"""The picture of one layer's feature maps: a tile for each, its channel and score above it."""

from PIL import Image

from tetrascope.protocol.operations.activations import Activations, FeatureMap
from tetrascope.report.colormap import colour_feature_map
from tetrascope.report.criterion import criterion_name, score_range, score_text
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.numbers import counted
from tetrascope.report.palette import MUTED, PAPER
from tetrascope.report.structure_layout import CAPTION, MARGIN, WIDTH
from tetrascope.report.structure_picture import enlarge
from tetrascope.report.typography import write

TOP = 190
_GAP = 24
_MAX_COLUMNS, _MIN_COLUMNS = 16, 6


def draw_maps(activations: Activations, subject: Subject) -> Image.Image:
    """The maps in reading order, RGB, 2400 pixels wide; each in colours from its own least value to its largest."""
    maps = activations.maps
    columns = min(max(_MIN_COLUMNS, round((2.5 * len(maps)) ** 0.5)), _MAX_COLUMNS)
    pitch = (WIDTH - 2 * MARGIN + _GAP) // columns
    side = pitch - _GAP
    rows = -(-len(maps) // columns)
    image = Image.new("RGB", (WIDTH, TOP + rows * (side + CAPTION + _GAP) + MARGIN - _GAP), PAPER)
    draw_heading(image, subject, activations.layer, left=MARGIN, baseline=100)
    size = f"{activations.height} \u00d7 {activations.width}"
    criterion = activations.criterion
    score = f"{criterion_name(criterion)}{score_range(criterion)}"
    words = f"{counted(len(maps), 'map')} of {size}. Above each its channel and its {score}."
    write(image, (MARGIN, 146), words, size=21, colour=MUTED)
    for place, each in enumerate(maps):
        row, column = divmod(place, columns)
        _draw_map(image, each, criterion, (MARGIN + column * pitch, TOP + row * (side + CAPTION + _GAP)), side)
    return image


def _draw_map(image: Image.Image, each: FeatureMap, criterion: str, corner: tuple[int, int], side: int) -> None:
    left, top = corner
    size = 23 if side > 150 else 19
    baseline = top + CAPTION - 9
    write(image, (left, baseline), str(each.channel), size=size, bold=True)
    write(image, (left + side, baseline), score_text(criterion, each.score), size=size, colour=MUTED, anchor="rs")
    image.paste(enlarge(colour_feature_map(each.map), side), (left, top + CAPTION))
