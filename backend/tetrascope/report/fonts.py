"""The fonts of pictures: which one draws which letters.

First Pillow's own, then those that come with Tetrascope as packages (Latin, Greek, Cyrillic and Hebrew; Arabic;
Devanagari; Thai; Chinese, Japanese and Korean) or are installed beside them from the same family (`pip install
fontpkg-noto-sans-tamil`, say), then the system's. So the same letters are drawn on every system, but for rare scripts.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import groupby
from typing import NamedTuple

import fontpkg
import noto_cjk_sans_otc
from PIL import ImageFont, features

from tetrascope.errors import Failed

_SIMPLIFIED_CHINESE = 2
"""Which of the collection's faces: they differ in how some characters that the languages share are written."""
_SYSTEM = (
    "segoeui.ttf",
    "Nirmala.ttc",
    "Nirmala.ttf",
    "seguisym.ttf",
    "Arial Unicode.ttf",
    "Apple Symbols.ttf",
    "DejaVuSans.ttf",
)
"""Fonts of Windows, macOS and Linux with the letters of many scripts, asked last."""
JOINERS = "\u200c\u200d"
"""Letters beside these join or do not join, in Persian and in the scripts of India: nothing to draw, but to keep."""
_LOOKED_AT = 20
"""Size, in pixels, at which it is looked whether a font has a letter."""


class Face(NamedTuple):
    """A font file, at any size; Pillow's own where there is no path."""

    path: str | None
    number: int = 0
    """Which of the faces in the file."""


OWN = Face(None)
"""Pillow's own."""


class Run(NamedTuple):
    """Letters that one font draws."""

    text: str
    font: ImageFont.FreeTypeFont


@lru_cache(maxsize=128)
def font(size: int, face: Face = OWN) -> ImageFont.FreeTypeFont:
    """The face at `size` pixels. Raises OSError where its file is not there."""
    if face.path is not None:
        return ImageFont.truetype(face.path, size, index=face.number)
    found = ImageFont.load_default(size)
    if not isinstance(found, ImageFont.FreeTypeFont):
        raise Failed(
            "Expected a Pillow built with FreeType, got one without it, which cannot draw text.",
            hint="Install Pillow from its wheel: pip install --force-reinstall pillow",
        )
    return found


@cache
def faces() -> Sequence[Face]:
    """Every face that there is, in the order in which they are asked for a letter."""
    families = sorted(fontpkg.families(), key=lambda name: (name != "open-sans", name))
    packaged = [Face(str(fontpkg.path(name))) for name in families]
    chinese = Face(str(noto_cjk_sans_otc.FONT_PATH), _SIMPLIFIED_CHINESE)
    return [OWN, *packaged, chinese, *filter(_is_there, map(Face, _SYSTEM))]


def _is_there(face: Face) -> bool:
    try:
        font(_LOOKED_AT, face)
    except OSError:
        return False
    return True


@lru_cache(maxsize=65536)
def has(face: Face, character: str) -> bool:
    """Whether the face can draw a character; a space, always."""
    asked, missing = _asked(face)
    return character == " " or bytes(asked.getmask(character)) != missing


@cache
def _asked(face: Face) -> tuple[ImageFont.FreeTypeFont, bytes]:
    """The face as it is asked for letters, and what it draws for one that it lacks."""
    # without the layout that would set a mark on a dotted circle, also where the font has no such mark
    asked = font(_LOOKED_AT, face).font_variant(layout_engine=ImageFont.Layout.BASIC)
    return asked, bytes(asked.getmask("\uffff"))


def drawable(character: str) -> bool:
    """Whether any face can draw it."""
    return any(has(face, character) for face in faces())


def runs(text: str, size: int) -> Iterator[Run]:
    """The text in pieces of one font each, left to right, as few as may be.

    A word is drawn by the first face that has all its letters, so that no letter stands out among its neighbours.
    """
    letters: list[tuple[Face, str]] = []
    for number, word in enumerate(text.split(" ")):
        of_word = list(_of_word(word))
        if number:
            same = bool(of_word and letters) and of_word[0][0] == letters[-1][0]
            letters.append((of_word[0][0] if same else OWN, " "))
        letters += of_word
    for face, some in groupby(letters, key=lambda letter: letter[0]):
        yield Run(_as_read("".join(letter for _, letter in some)), font(size, face))


def _of_word(word: str) -> Iterator[tuple[Face, str]]:
    drawn = [character for character in word if character not in JOINERS]
    whole = next((face for face in faces() if all(has(face, character) for character in drawn)), None)
    if whole is not None:
        yield whole, word
        return
    face = OWN
    for character in word:
        if character not in JOINERS:
            face = next((face for face in faces() if has(face, character)), OWN)
        yield face, character


def _as_read(text: str) -> str:
    """Turned round where it is read from right to left and Pillow lacks the library that would see to it."""
    from_right = any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)
    return text[::-1] if from_right and not features.check("raqm") else text
