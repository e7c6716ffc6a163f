"""The picture of scene 2: masked images inside the tetrahedron of the pool's four labels."""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from tetrascope.engine.results import Boundary, Pool, PoolImage
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.numbers import percent
from tetrascope.report.palette import FAINT, INK, MUTED, PAPER
from tetrascope.report.pool_legend import draw_legend
from tetrascope.report.pool_view import Projection, View, choose_view
from tetrascope.report.shapes import dashed, disc, line, polygon
from tetrascope.report.spacing import spread_out
from tetrascope.report.tensor import rgb
from tetrascope.report.thumbnail import masked, thumbnail
from tetrascope.report.typography import printable, text_width, write
from tetrascope.scene import SCENES

WIDTH, HEIGHT = 2400, 1640
_LEFT, _TOP, _RIGHT, _BOTTOM = 170, 290, 1590, 1440
"""What the tetrahedron fills."""
_LEGEND_LEFT = 1790
_SHOWN = 120
"""The most thumbnails; other selected images are dots."""


class Drawn(NamedTuple):
    """A thumbnail and where it goes."""

    image: PoolImage
    side: int
    true_place: tuple[float, float]
    """Where its probabilities put it, in pixels."""
    place: tuple[float, float]
    """Where it is drawn, in pixels, beside others."""


class Stage(NamedTuple):
    """The tetrahedron on paper."""

    view: View
    factor: float
    """Pixels per circumradius."""
    centre: tuple[float, float]
    """Where the tetrahedron's centre falls, in pixels."""

    def pixels(self, positions: NDArray[np.float64]) -> Projection:
        """(n, 3) positions as (n, 2) pixels of the picture."""
        seen = self.view.project(positions)
        return Projection(seen.places * self.factor + np.array(self.centre), seen.scale)


def draw_pool(pool: Pool, boundary: Boundary, subject: Subject) -> Image.Image:
    """Scene 2 as one picture, RGB, 2400 by 1640 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw_heading(image, subject, "Masked images", left=70, baseline=100)
    shown = select_shown(pool)
    stage = set_stage(pool, shown)
    _draw_edges(image, pool, stage)
    _draw_dots(image, pool, shown, stage)
    drawn = arrange(shown, stage)
    for item in drawn:
        _draw_leader(image, item)
    support = set(boundary.support_vectors)
    original, fill = rgb(pool.image), rgb(pool.fill_image)
    for item in drawn:
        pixels = masked(original, fill, item.image.mask)
        small = thumbnail(pixels, item.side, kept=item.image.kept, support_vector=item.image.index in support)
        corner = (round(item.place[0] - small.width / 2), round(item.place[1] - small.height / 2))
        image.paste(small, corner, small)
    _draw_labels(image, pool, stage, drawn)
    draw_legend(image, pool, boundary, left=_LEGEND_LEFT, top=190, thumbnails=len(drawn))
    return image


def select_shown(pool: Pool) -> list[PoolImage]:
    """The images drawn as thumbnails: those selected for the four labels, evenly thinned where they are many."""
    selected = [image for image in pool.images if image.represents is not None]
    if len(selected) <= _SHOWN:
        return selected
    chosen = np.unique(np.linspace(0, len(selected) - 1, _SHOWN).round().astype(int))
    by_label = sorted(selected, key=lambda image: (image.represents or 0, image.index))
    return sorted((by_label[index] for index in chosen), key=lambda image: image.index)


def set_stage(pool: Pool, shown: list[PoolImage]) -> Stage:
    """The best view, enlarged until the vertices fill the space."""
    vertices = np.array([vertex.position for vertex in pool.vertices])
    view = choose_view(vertices, np.array([image.position for image in shown]).reshape(-1, 3))
    corners = view.project(vertices).places
    low, high = corners.min(axis=0), corners.max(axis=0)
    factor = float(min((_RIGHT - _LEFT) / (high[0] - low[0]), (_BOTTOM - _TOP) / (high[1] - low[1])))
    middle = (low + high) / 2 * factor
    centre = ((_LEFT + _RIGHT) / 2 - float(middle[0]), (_TOP + _BOTTOM) / 2 - float(middle[1]))
    return Stage(view, factor, centre)


def arrange(shown: list[PoolImage], stage: Stage) -> list[Drawn]:
    """Thumbnails back to front, nearer ones larger, moved apart where they would hide each other."""
    if not shown:
        return []
    seen = stage.pixels(np.array([image.position for image in shown]))
    base = float(np.clip(640 / np.sqrt(len(shown)), 56, 120))
    sides = base * seen.scale**1.5
    places = spread_out(seen.places, sides * (1 + 2 * SCENES.pool.support_vector_border), reach=2.2 * base)
    drawn = [
        Drawn(image, round(float(side)), (float(true[0]), float(true[1])), (float(place[0]), float(place[1])))
        for image, side, true, place in zip(shown, sides, seen.places, places, strict=True)
    ]
    order = np.argsort(seen.scale, kind="stable")
    return [drawn[index] for index in order]


def image_colour(image: PoolImage) -> str:
    """Colour that tells kept from changed."""
    return SCENES.colours.kept if image.kept else SCENES.colours.changed


def _draw_edges(image: Image.Image, pool: Pool, stage: Stage) -> None:
    vertices = np.array([vertex.position for vertex in pool.vertices])
    seen = stage.pixels(vertices)
    places = [(float(x), float(y)) for x, y in seen.places]
    hidden = int(np.argmin(seen.scale))
    for i in range(4):
        for j in range(i):
            if hidden in (i, j):
                dashed(image, places[i], places[j], "#b3bcc4", 2.5, dash=9)
            else:
                line(image, [places[i], places[j]], "#98a3ad", 3.5)
    for place, scale in zip(places, seen.scale, strict=True):
        disc(image, place, 9 * float(scale), INK)


def _draw_dots(image: Image.Image, pool: Pool, shown: list[PoolImage], stage: Stage) -> None:
    thumbnails = {item.index for item in shown}
    others = [item for item in pool.images if item.index not in thumbnails]
    if not others:
        return
    seen = stage.pixels(np.array([item.position for item in others]))
    for item, (x, y) in zip(others, seen.places, strict=True):
        draw_dot(image, (float(x), float(y)), item.kept)


def draw_dot(image: Image.Image, place: tuple[float, float], kept: bool) -> None:
    """An image that has no thumbnail: a small disc where it kept the label, a small triangle where it changed."""
    x, y = place
    if kept:
        disc(image, place, 5, SCENES.colours.kept)
    else:
        polygon(image, [(x - 6, y + 5), (x + 6, y + 5), (x, y - 7)], SCENES.colours.changed)


def _draw_leader(image: Image.Image, item: Drawn) -> None:
    away = np.hypot(item.place[0] - item.true_place[0], item.place[1] - item.true_place[1])
    if away > item.side * 0.5:
        line(image, [item.true_place, item.place], FAINT, 1.8)
        disc(image, item.true_place, 3.5, image_colour(item.image))


def _draw_labels(image: Image.Image, pool: Pool, stage: Stage, drawn: list[Drawn]) -> None:
    """Names and mean probabilities beside the vertices, above or below whatever stands there."""
    places = stage.pixels(np.array([vertex.position for vertex in pool.vertices])).places
    middle = float(places[:, 1].mean())
    for vertex, (x, y) in zip(pool.vertices, places, strict=True):
        up = y < middle
        name, numbers = printable(vertex.label.name), f"mean {percent(vertex.mean_probability)}"
        half = min(320.0, max(text_width(name, 34), text_width(numbers, 26)) / 2)
        centre = float(np.clip(x, 70 + half, _LEGEND_LEFT - 60 - half))
        edge = _clear_of(drawn, (centre - half, centre + half), float(y), up)
        first = edge - 52 if up else edge + 48
        write(image, (centre, first), name, size=34, bold=True, anchor="ms", width=640)
        write(image, (centre, first + 36), numbers, size=26, colour=MUTED, anchor="ms")


def _clear_of(drawn: list[Drawn], span: tuple[float, float], y: float, up: bool) -> float:
    """The height nearest to the vertex above (or below) which no thumbnail near it reaches."""
    edge = y - 14 if up else y + 14
    for item in drawn:
        half = item.side * 0.62
        beside = span[0] < item.place[0] + half and item.place[0] - half < span[1]
        if beside and abs(item.place[1] - y) < 260:
            edge = min(edge, item.place[1] - half) if up else max(edge, item.place[1] + half)
    return float(np.clip(edge, 210, HEIGHT - 90))
