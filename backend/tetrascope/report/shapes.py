"""Lines and areas with smooth edges."""

from collections.abc import Callable, Sequence

from PIL import Image, ImageDraw

Point = tuple[float, float]

_FINER = 4
"""Shapes are drawn this many times larger and averaged down; Pillow's own edges are hard."""


def _stamp(
    image: Image.Image,
    points: Sequence[Point],
    reach: float,
    colour: str,
    draw: Callable[[ImageDraw.ImageDraw, list[Point]], None],
) -> None:
    left = int(min(x for x, _ in points) - reach) - 1
    top = int(min(y for _, y in points) - reach) - 1
    right = int(max(x for x, _ in points) + reach) + 2
    bottom = int(max(y for _, y in points) + reach) + 2
    mask = Image.new("L", ((right - left) * _FINER, (bottom - top) * _FINER))
    draw(ImageDraw.Draw(mask), [((x - left) * _FINER, (y - top) * _FINER) for x, y in points])
    image.paste(colour, (left, top, right, bottom), mask.reduce(_FINER))


def line(image: Image.Image, points: Sequence[Point], colour: str, width: float) -> None:
    """A line through the points, `width` pixels wide."""
    _stamp(
        image, points, width, colour,
        lambda pen, places: pen.line(places, fill=255, width=max(1, round(width * _FINER)), joint="curve"),
    )  # fmt: skip


def dashed(image: Image.Image, start: Point, end: Point, colour: str, width: float, dash: float = 10) -> None:
    """A straight line of dashes, each `dash` pixels long."""
    length = max(1e-9, ((end[0] - start[0]) ** 2 + (end[1] - start[1]) ** 2) ** 0.5)
    count = max(1, int(length / (2 * dash)))
    for index in range(count):
        ends = [(index + part) / count for part in (0, 0.5)]
        line(
            image,
            [(start[0] + (end[0] - start[0]) * t, start[1] + (end[1] - start[1]) * t) for t in ends],
            colour,
            width,
        )


def polygon(image: Image.Image, points: Sequence[Point], colour: str) -> None:
    """A filled area."""
    _stamp(image, points, 0, colour, lambda pen, places: pen.polygon(places, fill=255))


def disc(image: Image.Image, centre: Point, radius: float, colour: str) -> None:
    """A filled circle."""
    _stamp(
        image, [centre], radius, colour,
        lambda pen, places: pen.circle(places[0], radius * _FINER, fill=255),
    )  # fmt: skip


def bar(image: Image.Image, box: tuple[float, float, float, float], colour: str) -> None:
    """A filled rectangle with round ends, as high as the box (left, top, right, bottom); at least a dot."""
    left, top, right, bottom = box
    right = max(right, left + bottom - top)
    corners = [(left, top), (right, bottom)]
    _stamp(
        image, corners, 0, colour,
        lambda pen, places: pen.rounded_rectangle([*places[0], *places[1]], (bottom - top) * _FINER / 2, fill=255),
    )  # fmt: skip
