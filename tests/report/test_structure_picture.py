"""The picture of scene 1."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tetrascope.protocol.operations.layers import Layers
from tetrascope.report.colormap import channels, colour_feature_map
from tetrascope.report.heading import Subject
from tetrascope.report.structure_layout import MARGIN, WIDTH, lay_out
from tetrascope.report.structure_picture import FRAME, cluster_colour, draw_structure

SUBJECT = Subject("cat.png", "A network")


@given(st.integers(1, 120), st.integers(1, 64))
def test_every_column_stands_inside_and_none_on_another(columns: int, clusters: int) -> None:
    layout = lay_out(columns, clusters)
    assert sum(layout.rows) == columns
    assert min(layout.rows) >= 1
    boxes = set()
    for position in range(columns):
        left, top = layout.tile_corner(position, 0, clusters)
        assert left >= MARGIN
        assert left + layout.tile <= WIDTH - MARGIN
        assert (left, top) not in boxes
        boxes.add((left, top))
    assert layout.classes_left < WIDTH - MARGIN - 400


def test_a_tile_shows_the_representative_in_its_colours_within_its_clusters_frame(layers: Layers) -> None:
    picture = np.asarray(draw_structure(layers, SUBJECT))
    layout = lay_out(5, 3)
    cluster = layers.layers[4].clusters[2]
    colours = colour_feature_map(cluster.representative)
    left, top = layout.tile_corner(4, 2, 3)
    side = (layout.tile - 2 * FRAME) / len(colours)
    for row, column in [(0, 0), (3, 5), (len(colours) - 1, len(colours) - 1)]:
        y, x = int(top + FRAME + (row + 0.5) * side), int(left + FRAME + (column + 0.5) * side)
        assert picture[y, x].tolist() == colours[row, column].tolist()
    assert tuple(picture[top + 1, left + 20]) == channels(cluster_colour(2))


def test_bars_are_as_long_as_classes_are_probable(layers: Layers) -> None:
    picture = np.asarray(draw_structure(layers, SUBJECT)).astype(int)
    layout = lay_out(5, 3)
    right = picture[:, layout.classes_left : WIDTH - MARGIN]
    accent = np.abs(right - channels("#0b7285")).sum(axis=2) == 0
    longest = accent.sum(axis=1).max()
    assert longest == pytest.approx(0.5 * right.shape[1], abs=4)


@pytest.mark.parametrize(("columns", "clusters"), [(0, 3), (1, 1), (13, 3), (18, 3), (30, 5), (4, 20)])
def test_any_number_of_layers_and_clusters_can_be_drawn(
    make_layers: Callable[..., Layers], columns: int, clusters: int
) -> None:
    layout = lay_out(columns, clusters)
    assert draw_structure(make_layers(columns, clusters), SUBJECT).size == (WIDTH, layout.height)
