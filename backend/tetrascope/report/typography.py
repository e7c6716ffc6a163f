"""Text in pictures, with the font that Pillow carries: the same letters on every system."""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from tetrascope.errors import Failed
from tetrascope.report.palette import INK

_ELLIPSIS = "\u2026"
_STAND_INS = {
    "\u00d7": "x",  # multiplication sign
    "\u2212": "-",  # minus
    "\u2013": "-",
    "\u2014": "-",
    "\u2192": ">",
    "\u00a0": " ",
    "\u00f8": "o",
    "\u00d8": "O",
    "\u0142": "l",
    "\u0141": "L",
    "\u0111": "d",
    "\u0110": "D",
    "\u00f0": "d",
    "\u00d0": "D",
    "\u0131": "i",
    "\u00df": "ss",
    "\u00e6": "ae",
    "\u00c6": "AE",
    "\u0153": "oe",
    "\u0152": "OE",
    "\u00fe": "th",
    "\u00de": "Th",
}
"""For what the font lacks and Unicode does not take apart into letter and accent."""
_BOLD = 0.022
"""Stroke of bold letters as a share of their size: the font has one weight."""


@lru_cache(maxsize=32)
def font(size: int) -> ImageFont.FreeTypeFont:
    """Pillow's own font at `size` pixels."""
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise Failed(
            "Expected a Pillow built with FreeType, got one without it, which cannot draw text.",
            hint="Install Pillow from its wheel: pip install --force-reinstall pillow",
        )
    return found


@lru_cache(maxsize=4096)
def _drawable(character: str) -> bool:
    missing = bytes(font(20).getmask("\uffff"))
    return character == " " or bytes(font(20).getmask(character)) != missing


def printable(text: str) -> str:
    """The text in letters that the font has.

    An accent is dropped where the font lacks the letter that wears it, and what remains unknown becomes `?`.
    """

    def characters() -> Iterator[str]:
        for character in unicodedata.normalize("NFC", text):
            if not _drawable(character) and character in _STAND_INS:
                yield _STAND_INS[character]
                continue
            if character.isprintable() and _drawable(character):
                yield character
                continue
            plain = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
            yield "".join(part if part.isprintable() and _drawable(part) else "?" for part in plain)

    return "".join(characters())


def text_width(text: str, size: int) -> float:
    """Width in pixels."""
    return font(size).getlength(printable(text))


def shorten(text: str, size: int, width: float) -> str:
    """The text, or its beginning and end around an ellipsis, in at most `width` pixels."""
    text = printable(text)
    if text_width(text, size) <= width:
        return text
    for kept in range(len(text) - 1, 1, -1):
        tail = kept * 2 // 5
        head = kept - tail
        candidate = text[:head] + _ELLIPSIS + text[len(text) - tail :]
        if text_width(candidate, size) <= width:
            return candidate
    return _ELLIPSIS


def fitting_size(text: str, sizes: Sequence[int], width: float) -> int:
    """The first of the sizes at which the text needs at most `width` pixels, else the last."""
    return next((size for size in sizes if text_width(text, size) <= width), sizes[-1])


def wrap(text: str, size: int, width: float) -> list[str]:
    """The text in lines of at most `width` pixels, broken at spaces; a longer word is shortened."""
    lines: list[str] = []
    for word in printable(text).split():
        if lines and text_width(f"{lines[-1]} {word}", size) <= width:
            lines[-1] += f" {word}"
        else:
            lines.append(shorten(word, size, width))
    return lines


def write(
    image: Image.Image,
    place: tuple[float, float],
    text: str,
    *,
    size: int,
    colour: str = INK,
    bold: bool = False,
    anchor: str = "ls",
    width: float | None = None,
) -> None:
    """Draw one line of text; `place` is the left end of its baseline unless `anchor` (Pillow's) says otherwise."""
    line = printable(text) if width is None else shorten(text, size, width)
    stroke = _BOLD * size if bold else 0
    ImageDraw.Draw(image).text(place, line, font=font(size), fill=colour, anchor=anchor, stroke_width=stroke)
