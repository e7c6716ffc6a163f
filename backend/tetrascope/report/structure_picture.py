"""The picture of scene 1: the input, each layer's clusters as columns, the ten most probable classes."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.protocol.classes import ClassScore
from tetrascope.protocol.operations.layers import Cluster, ClusteredLayer, Layers
from tetrascope.protocol.scene import SCENES
from tetrascope.report.colormap import colour_feature_map, feature_map_table
from tetrascope.report.criterion import criterion_name, exact_name, mean_name, score_range, score_text
from tetrascope.report.groups import groups_note
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.numbers import counted, percent
from tetrascope.report.palette import FAINT, INK, MUTED, PAPER, TRACK
from tetrascope.report.shapes import bar, line, polygon
from tetrascope.report.structure_layout import (
    INPUT_SIDE,
    MARGIN,
    MAX_CLUSTERS,
    WIDTH,
    StructureLayout,
    lay_out,
)
from tetrascope.report.tensor_decoding import rgb
from tetrascope.report.typography import fitting_size, write

FRAME = 4
"""Width in pixels of a tile's frame."""
_CAPTION_SIZE = 23
_LABEL_SIZE = 24
_CLASSES_ALONE = 3
"""Tiles whose height the classes take where there is no column."""
_NO_COLUMNS = "This network has no layer of which feature maps could be shown, so there are no columns."
_NAME_OVERHANG = 14
"""How far a name may reach into the gap to the next column."""


def draw_structure(layers: Layers, subject: Subject) -> Image.Image:
    """Scene 1 as one picture, RGB, 2400 pixels wide; long networks take several rows."""
    tallest = max((len(layer.clusters) for layer in layers.layers), default=_CLASSES_ALONE)
    layout = lay_out(len(layers.layers), tallest)
    image = Image.new("RGB", (WIDTH, layout.height), PAPER)
    draw_heading(image, subject, "Network structure", left=MARGIN, baseline=100)
    _draw_flow(image, layout)
    _draw_input(image, layers, layout)
    # One size for all names: the largest at which the longest fits, if it is not too small.
    longest = max((column.layer for column in layers.layers), key=len, default="")
    size = fitting_size(longest, (_LABEL_SIZE, 22, 20), layout.tile + _NAME_OVERHANG)
    for column in layers.layers:
        _draw_column(image, column, layout, size)
    _draw_classes(image, layers.predictions.classes, layout)
    _draw_legend(image, layers, layout)
    return image


def enlarge(pixels: NDArray[np.uint8], side: int) -> Image.Image:
    """Pixels as a picture of `side` by `side`: small maps in hard squares, large ones averaged down."""
    picture = Image.fromarray(pixels)
    smaller = max(pixels.shape[:2]) > side
    return picture.resize((side, side), Image.Resampling.BOX if smaller else Image.Resampling.NEAREST)


def cluster_colour(index: int) -> str:
    """Colour of a cluster's frame."""
    colours = SCENES.colours.clusters
    return colours[index % len(colours)]


def _draw_flow(image: Image.Image, layout: StructureLayout) -> None:
    """A faint line along which the data flows, from the input through every row to the classes."""
    right = WIDTH - MARGIN
    for row, columns in enumerate(layout.rows):
        middle = layout.middle(row)
        last = row == len(layout.rows) - 1
        start = MARGIN
        end = layout.classes_left - 24 if last else right
        if row > 0:
            start = MARGIN - 30
        elif columns:
            start = MARGIN + INPUT_SIDE
        line(image, [(start, middle), (end, middle)], FAINT, 2.5)
        if last:
            polygon(image, [(end - 4, middle - 9), (end + 12, middle), (end - 4, middle + 9)], FAINT)
            continue
        between = layout.row_top(row + 1) - 22
        turn = [(end, middle), (end + 30, middle), (end + 30, between), (MARGIN - 30, between)]
        line(image, [*turn, (MARGIN - 30, layout.middle(row + 1))], FAINT, 2.5)


def _draw_input(image: Image.Image, layers: Layers, layout: StructureLayout) -> None:
    pixels = rgb(layers.predictions.image)
    height, width = pixels.shape[:2]
    scale = INPUT_SIDE / max(height, width)
    size = (round(width * scale), round(height * scale))
    smooth = Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS)
    top = round(layout.middle(0)) - size[1] // 2
    image.paste(smooth, (MARGIN, top))
    below = top + size[1] + 34
    write(image, (MARGIN, below), "Input", size=_LABEL_SIZE, bold=True)
    write(image, (MARGIN, below + 28), f"{height} \u00d7 {width} pixels", size=_CAPTION_SIZE, colour=MUTED)
    masks = len(layers.predictions.masks)
    if masks:
        words = f"with {counted(masks, 'mask')}"
        write(image, (MARGIN, below + 56), words, size=_CAPTION_SIZE, colour=MUTED)


def _draw_column(image: Image.Image, column: ClusteredLayer, layout: StructureLayout, name_size: int) -> None:
    for place, cluster in enumerate(column.clusters[:MAX_CLUSTERS]):
        corner = layout.tile_corner(column.position, place, len(column.clusters))
        _draw_cluster(image, cluster, column.criterion, corner, layout.tile)
    row, left = layout.place(column.position)
    below = layout.row_top(row) + layout.row_height - 44
    room = layout.tile + _NAME_OVERHANG
    write(image, (left, below), column.layer, size=name_size, bold=True, width=room)
    shape = f"{column.height} \u00d7 {column.width} \u00d7 {column.channels}"
    hidden = len(column.clusters) - MAX_CLUSTERS
    if hidden > 0:
        shape += f", {hidden} more"
    write(image, (left, below + 28), shape, size=_CAPTION_SIZE, colour=MUTED, width=room)


def _draw_cluster(image: Image.Image, cluster: Cluster, criterion: str, corner: tuple[int, int], side: int) -> None:
    left, top = corner
    colour = cluster_colour(cluster.index)
    image.paste(colour, (left, top, left + side, top + side))
    inner = side - 2 * FRAME
    image.paste(enlarge(colour_feature_map(cluster.representative), inner), (left + FRAME, top + FRAME))
    write(image, (left, top - 9), score_text(criterion, cluster.mean_score), size=_CAPTION_SIZE, colour=INK)
    share = cluster.explained_variance
    explained = "constant" if share is None else percent(share, 0)
    write(image, (left + side, top - 9), explained, size=_CAPTION_SIZE, colour=MUTED, anchor="rs")


def _draw_classes(image: Image.Image, classes: list[ClassScore], layout: StructureLayout) -> None:
    left = layout.classes_left
    right = WIDTH - MARGIN
    step = 62
    middle = layout.middle(len(layout.rows) - 1)
    top = middle - step * len(classes) / 2 + 12
    for rank, score in enumerate(classes):
        baseline = top + rank * step + 18
        first = rank == 0
        ink = INK if score.probability >= 0.01 else MUTED
        write(image, (left, baseline), score.label.name, size=24, bold=first, colour=ink, width=right - left - 110)
        write(image, (right, baseline), percent(score.probability), size=24, bold=first, colour=ink, anchor="rs")
        bar(image, (left, baseline + 12, right, baseline + 20), TRACK)
        colour = SCENES.colours.accent if first else "#8aa4ad"
        bar(image, (left, baseline + 12, left + (right - left) * score.probability, baseline + 20), colour)


def _draw_legend(image: Image.Image, layers: Layers, layout: StructureLayout) -> None:
    top = layout.legend_top
    image.paste(FAINT, (MARGIN, top, WIDTH - MARGIN, top + 2))
    if not layers.layers:
        write(image, (MARGIN, top + 46), _NO_COLUMNS, size=21, colour=MUTED)
        return
    clusters = max(len(layer.clusters) for layer in layers.layers)
    criterion = layers.layers[0].criterion
    many = f"up to {clusters} clusters" if clusters > 1 else "one cluster"
    sentences = [
        f"Each column is a layer's output after its activation, its feature maps in {many} of similar "
        f"{exact_name(criterion)} (K-means), lowest {criterion_name(criterion)} at the top.",
        "Each image is the first principal component of a cluster's maps. Above it, left: their "
        f"{mean_name(criterion)}{score_range(criterion)}; right: the share of their variance that the component "
        "explains.",
    ]
    note = groups_note(layers.layers).strip()
    if note:
        sentences.append(note)
    for index, sentence in enumerate(sentences):
        write(image, (MARGIN, top + 46 + 32 * index), sentence, size=21, colour=MUTED)
    table = Image.fromarray(feature_map_table()[None, :, :]).resize((220, 16), Image.Resampling.BILINEAR)
    left = WIDTH - MARGIN - table.width - 80
    image.paste(table, (left, top + 32))
    write(image, (left - 14, top + 46), "smallest", size=21, colour=MUTED, anchor="rs")
    write(image, (WIDTH - MARGIN, top + 46), "largest", size=21, colour=MUTED, anchor="rs")
