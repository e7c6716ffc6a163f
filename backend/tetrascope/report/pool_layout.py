"""The tetrahedron, triangle or segment on paper: where its vertices, their names and the thumbnails stand."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.protocol.operations.pools import Pool, PoolImage, PoolVertex
from tetrascope.protocol.scene import SCENES
from tetrascope.report.numbers import percent
from tetrascope.report.pool_view import Projection, View, choose_view
from tetrascope.report.spacing import clear, make_clear, spread_out
from tetrascope.report.typography import text_width

BOUNDS = (70.0, 165.0, 1700.0, 1590.0)
"""Left, top, right and bottom of the space for it with its names, in pixels."""
NAME_SIZE, NUMBER_SIZE = 34, 26
_NAME_ROOM = 460.0
_MAX_THUMBNAILS = 40
_FEW = 16
"""A pool of so many images or fewer is drawn whole."""
_LABEL_HALF_HEIGHT = 40.0
_VERTEX_CLEARANCE = 22.0
_VERTEX_HALF = 12.0


class Drawn(NamedTuple):
    """A thumbnail and where it goes."""

    image: PoolImage
    side: int
    """Side without a support vector's border, in pixels."""
    true_place: tuple[float, float]
    """Where its probabilities put it, in pixels."""
    place: tuple[float, float]
    """Where it is drawn, in pixels, beside others."""


class Layout(NamedTuple):
    """A view, enlarged and moved to fill the space."""

    view: View
    factor: float
    """Pixels per circumradius."""
    centre: tuple[float, float]
    """Where its centre falls, in pixels."""

    def pixels(self, positions: NDArray[np.float64]) -> Projection:
        """(n, 3) positions as (n, 2) pixels of the picture."""
        seen = self.view.project(positions)
        return Projection(seen.places * self.factor + np.array(self.centre), seen.scale)


class VertexName(NamedTuple):
    """The two lines of text beside a vertex."""

    vertex: PoolVertex
    centre: tuple[float, float]
    half: tuple[float, float]
    """Half its width and half its height, in pixels."""


def selected_images(pool: Pool) -> list[PoolImage]:
    """The images that stand for the labels."""
    return [image for image in pool.images if image.represents is not None]


def lay_out(pool: Pool) -> Layout:
    """The best view, as large as vertices and names fit."""
    vertices = _positions(pool.vertices)
    left, top, right, bottom = BOUNDS
    view = choose_view(vertices, _positions(selected_images(pool)), (right - left, bottom - top))
    factor = 1100.0
    while True:
        layout = Layout(view, factor, (0.0, 0.0))
        names = name_vertices(pool, layout)
        low = np.min([np.array(name.centre) - name.half for name in names], axis=0)
        high = np.max([np.array(name.centre) + name.half for name in names], axis=0)
        width, height = high - low
        if (width <= right - left and height <= bottom - top) or factor < 200:
            middle = (low + high) / 2
            return Layout(view, factor, ((left + right) / 2 - float(middle[0]), (top + bottom) / 2 - float(middle[1])))
        factor *= 0.98


def name_vertices(pool: Pool, layout: Layout) -> list[VertexName]:
    """Names stand outside, in the direction from the middle of the vertices."""
    places = layout.pixels(_positions(pool.vertices)).places
    outward = places - places.mean(axis=0)
    outward /= np.maximum(np.linalg.norm(outward, axis=1, keepdims=True), 1e-9)
    names = []
    for vertex, place, (x, y) in zip(pool.vertices, places, outward, strict=True):
        width = max(text_width(vertex.label.name, NAME_SIZE), text_width(mean_words(vertex), NUMBER_SIZE))
        half = (min(_NAME_ROOM, width) / 2 + 4, _LABEL_HALF_HEIGHT)
        distance = _VERTEX_CLEARANCE + abs(x) * half[0] + abs(y) * half[1]
        centre = (float(place[0] + x * distance), float(place[1] + y * distance))
        names.append(VertexName(vertex, centre, half))
    return names


def mean_words(vertex: PoolVertex) -> str:
    """The second line beside a vertex."""
    return f"mean {percent(vertex.mean_probability)}"


def arrange(pool: Pool, layout: Layout) -> list[Drawn]:
    """Thumbnails back to front, nearer ones larger, beside each other.

    Of a large pool, images that stand for the labels and find room near their places; of a small one all images,
    which go as far as they must.
    """
    small = len(pool.images) <= _FEW
    shown = pool.images if small else _far_apart(selected_images(pool))
    if not shown:
        return []
    seen = layout.pixels(_positions(shown))
    base = float(np.clip(640 / np.sqrt(len(shown)), 92, 140))
    sides = np.round(base * seen.scale**1.5)
    outer = sides * (0.5 + SCENES.pool.support_vector_border)
    fixed, fixed_halves = _obstacles(pool, layout)
    places = np.concatenate([seen.places, fixed])
    halves = np.concatenate([np.stack([outer, outer], axis=1), fixed_halves])
    moved = spread_out(places, halves, fixed=len(fixed), reach=1.7 * base, bounds=BOUNDS)
    if small:
        moved = make_clear(moved, places, halves, fixed=len(fixed), bounds=BOUNDS)
    drawn = [
        Drawn(shown[index], int(sides[index]), _pair(seen.places[index]), _pair(moved[index]))
        for index in clear(moved, halves, fixed=len(fixed))
    ]
    return sorted(drawn, key=lambda item: item.side)


def _obstacles(pool: Pool, layout: Layout) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Centres and half sizes, (n, 2) each, of what thumbnails must not hide: the names and the vertices."""
    names = name_vertices(pool, layout)
    corners = layout.pixels(_positions(pool.vertices)).places
    places = np.concatenate([[name.centre for name in names], corners])
    return places, np.concatenate([[name.half for name in names], np.full(corners.shape, _VERTEX_HALF)])


def _far_apart(images: list[PoolImage]) -> list[PoolImage]:
    """At most so many as can be read, each as far as possible from those before it (farthest-point sampling)."""
    if not images:
        return []
    positions = _positions(images)
    nearest = np.full(len(images), np.inf)
    chosen = [int(np.argmax(np.linalg.norm(positions, axis=1)))]
    while len(chosen) < min(_MAX_THUMBNAILS, len(images)):
        nearest = np.minimum(nearest, np.linalg.norm(positions - positions[chosen[-1]], axis=1))
        nearest[chosen] = -1
        chosen.append(int(np.argmax(nearest)))
    return [images[index] for index in chosen]


def _positions(items: list[PoolImage] | list[PoolVertex]) -> NDArray[np.float64]:
    return np.array([item.position for item in items], dtype=np.float64).reshape(-1, 3)


def _pair(values: NDArray[np.float64]) -> tuple[float, float]:
    return float(values[0]), float(values[1])
