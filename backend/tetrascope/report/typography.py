"""Text in pictures: letters that there is a font for, in the width that there is."""

import unicodedata
from collections.abc import Iterator, Sequence

from PIL import Image, ImageDraw

from tetrascope.report.fonts import JOINERS, drawable, runs
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
"""For what a font may lack and Unicode does not take apart into letter and accent."""
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
"""A to Z, of which two make a flag."""
_LOOKS = "\ufe0e\ufe0f\u20e3\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff"
"""Say how the symbol before them looks, and are nothing without it."""
_BOLD = 0.022
"""Stroke of bold letters as a share of their size: the fonts are used in one weight."""


def printable(text: str) -> str:
    """The text in letters that there is a font for.

    An accent is dropped where no font has the letter that wears it, a symbol such as an emoji is called by its name,
    and what remains unknown becomes `?`.
    """

    def characters() -> Iterator[str]:
        before = ""
        for character in unicodedata.normalize("NFC", text):
            before, last = character, before
            if character in JOINERS and last and (last in _LOOKS or unicodedata.category(last) == "So"):
                continue  # symbols that make one in a font that has it
            if character in JOINERS or (character.isprintable() and drawable(character)):
                yield character
                continue
            if character in _STAND_INS:
                yield _STAND_INS[character]
                continue
            if (symbol := _symbol(character)) is not None:
                yield symbol
                continue
            plain = [part for part in unicodedata.normalize("NFKD", character) if not unicodedata.combining(part)]
            yield "".join(part if part.isprintable() and drawable(part) else "?" for part in plain)

    return "".join(characters())


def _symbol(character: str) -> str | None:
    """A symbol in words, such as `[cat face]`; None for what is none, or has no name in this Python's Unicode."""
    if character in _LOOKS:
        return ""
    if ord(character) in _FLAG_LETTERS:
        return chr(ord("A") + ord(character) - _FLAG_LETTERS.start)
    name = unicodedata.name(character, "") if unicodedata.category(character) == "So" else ""
    return f"[{name.lower()}]" if name else None


def text_width(text: str, size: int) -> float:
    """Width in pixels."""
    return sum(run.font.getlength(run.text) for run in runs(printable(text), size))


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
    """Draw one line of text.

    Args:
        image: what to draw on.
        place: left end, middle or right end of its baseline.
        text: a line; shortened to `width` pixels where that is given.
        size: of its letters, in pixels.
        colour: of its letters.
        bold: whether its strokes are thicker.
        anchor: which point of the baseline `place` is, in Pillow's words: `ls`, `ms` or `rs`.
        width: the most that it may take.
    """
    line = printable(text) if width is None else shorten(text, size, width)
    stroke = _BOLD * size if bold else 0
    drawn = ImageDraw.Draw(image)
    x, y = place
    x -= {"l": 0.0, "m": 0.5, "r": 1.0}[anchor[0]] * text_width(line, size)
    for run in runs(line, size):
        drawn.text((x, y), run.text, font=run.font, fill=colour, anchor=f"l{anchor[1]}", stroke_width=stroke)
        x += run.font.getlength(run.text)
