"""The picture of scene 2: masked images inside the body that the pool's labels span."""

import numpy as np
from PIL import Image

from tetrascope.protocol.operations.boundaries import Boundary
from tetrascope.protocol.operations.pools import Pool, PoolImage
from tetrascope.protocol.scene import SCENES
from tetrascope.report.heading import Subject, draw_heading
from tetrascope.report.palette import INK, MUTED, PAPER
from tetrascope.report.pool_layout import (
    NAME_SIZE,
    NUMBER_SIZE,
    Drawn,
    Layout,
    VertexName,
    arrange,
    lay_out,
    mean_words,
    name_vertices,
)
from tetrascope.report.pool_legend import draw_legend
from tetrascope.report.pool_words import pool_words
from tetrascope.report.shapes import dashed, disc, line, polygon
from tetrascope.report.thumbnail import masked_copy, thumbnail
from tetrascope.report.typography import write

WIDTH, HEIGHT = 2400, 1640
_LEGEND_LEFT = 1790
_EDGE, _HIDDEN_EDGE, _LEADER = "#98a3ad", "#b3bcc4", "#8b96a1"


def draw_pool(pool: Pool, boundary: Boundary, subject: Subject) -> Image.Image:
    """Scene 2 as one picture, RGB, 2400 by 1640 pixels."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw_heading(image, subject, "Masked images", left=70, baseline=100)
    layout = lay_out(pool)
    drawn = arrange(pool, layout)
    _draw_edges(image, pool, layout)
    _draw_dots(image, pool, drawn, layout)
    for item in drawn:
        _draw_leader(image, item)
    support = set(boundary.support_vectors)
    for item in drawn:
        pixels = masked_copy(pool, item.image)
        small = thumbnail(pixels, item.side, kept=item.image.kept, support_vector=item.image.index in support)
        corner = (round(item.place[0] - small.width / 2), round(item.place[1] - small.height / 2))
        image.paste(small, corner, small)
    for name in name_vertices(pool, layout):
        _draw_name(image, name)
    words = pool_words(pool, subject.answers)
    draw_legend(image, pool, boundary, words, left=_LEGEND_LEFT, top=190, thumbnails=len(drawn))
    return image


def image_colour(image: PoolImage) -> str:
    """Colour that tells kept from changed."""
    return SCENES.colours.kept if image.kept else SCENES.colours.changed


def _draw_edges(image: Image.Image, pool: Pool, layout: Layout) -> None:
    """Of a solid body, edges to the vertex farthest away are dashed: what is before them hides them in part."""
    seen = layout.pixels(np.array([vertex.position for vertex in pool.vertices]))
    places = [(float(x), float(y)) for x, y in seen.places]
    farthest = int(np.argmin(seen.scale))
    solid = len(places) == 4
    for i in range(len(places)):
        for j in range(i):
            if solid and farthest in (i, j):
                dashed(image, places[i], places[j], _HIDDEN_EDGE, 2.5, dash=9)
            else:
                line(image, [places[i], places[j]], _EDGE, 3.5)
    for place, scale in zip(places, seen.scale, strict=True):
        disc(image, place, 9 * float(scale), INK)


def _draw_dots(image: Image.Image, pool: Pool, drawn: list[Drawn], layout: Layout) -> None:
    thumbnails = {item.image.index for item in drawn}
    others = [item for item in pool.images if item.index not in thumbnails]
    if not others:
        return
    seen = layout.pixels(np.array([item.position for item in others]))
    for item, (x, y) in zip(others, seen.places, strict=True):
        draw_dot(image, (float(x), float(y)), item)


def draw_dot(image: Image.Image, place: tuple[float, float], item: PoolImage) -> None:
    """An image that has no thumbnail: a small disc where it kept the label, a small triangle where it changed."""
    x, y = place
    if item.kept:
        disc(image, place, 5, image_colour(item))
    else:
        polygon(image, [(x - 7, y + 6), (x + 7, y + 6), (x, y - 7)], image_colour(item))


def _draw_leader(image: Image.Image, item: Drawn) -> None:
    """From a thumbnail that had to move to its true place."""
    away = np.abs(np.subtract(item.place, item.true_place)).max()
    if away > item.side * 0.3:
        line(image, [item.true_place, item.place], _LEADER, 2)
        draw_dot(image, item.true_place, item.image)


def _draw_name(image: Image.Image, name: VertexName) -> None:
    x, y = name.centre
    write(image, (x, y), name.vertex.label.name, size=NAME_SIZE, bold=True, anchor="ms", width=2 * name.half[0])
    write(image, (x, y + 36), mean_words(name.vertex), size=NUMBER_SIZE, colour=MUTED, anchor="ms")
