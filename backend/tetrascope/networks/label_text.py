"""The text in a file of class names, whatever encoding it was saved in."""

import codecs
import re
from pathlib import Path

from tetrascope.errors import InvalidInput

MAX_BYTES = 8 * 2**20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks; the longer before those that they begin with."""
_WITHOUT_MARK = "cp1252"
"""What Windows saves text in where it is told nothing, in the West; Latin-1 is a part of it."""


def read_text(path: Path, *, what: str = "class names", item: str = "name", field: str = "class_names") -> str:
    """The file as text: UTF-8, UTF-16 or UTF-32 by its mark, UTF-16 without one, or else Windows-1252 (Latin-1).

    Args:
        path: the file.
        what: what is read out of it, `item` one line of it, and `field` for what it is given: said in errors.

    Raises:
        InvalidInput: it cannot be read, is no text, or its encoding cannot be told.
    """

    def refused(got: str, hint: str | None = f"Save it as plain text in UTF-8, one {item} a line.") -> InvalidInput:
        return InvalidInput(f"Expected {what} as text in {path.name!r}, got {got}.", field=field, hint=hint)

    try:
        with path.open("rb") as file:
            data = file.read(MAX_BYTES + 1)
    except OSError as error:
        raise refused(f"it cannot be read: {error.strerror}", None) from error
    if len(data) > MAX_BYTES:
        raise refused(f"a file of more than {MAX_BYTES // 2**20} MiB")
    encoding = _encoding(data)
    if encoding is None:
        raise refused("a file that is not text")
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise refused(f"{encoding.removesuffix('-sig').upper()} that is cut off or damaged") from error
    if encoding == _WITHOUT_MARK and not _is_western(text):
        raise refused("an encoding that cannot be told, for it carries no mark")
    return text


def lines_of(text: str) -> list[str]:
    """The lines that are not empty, whatever ends them."""
    return [line for line in re.split(r"\r\n|\r|\n", text) if line.strip()]


def _encoding(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return encoding
    if b"\0" in data:
        texts = {encoding: _decoded(data, encoding) for encoding in ("utf-16-le", "utf-16-be")}
        latin = {encoding: sum(letter < "\u0100" for letter in text) for encoding, text in texts.items() if text}
        return max(latin, key=lambda encoding: latin[encoding]) if latin else None
    return "utf-8" if _decoded(data, "utf-8") is not None else _WITHOUT_MARK


def _decoded(data: bytes, encoding: str) -> str | None:
    """The text; None where it is not in that encoding, for it cannot be decoded or holds what no text does."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return None
    return None if "\0" in text else text


def _is_western(text: str) -> bool:
    """Whether most letters are plain ones, as in every language that Windows-1252 is for.

    Chinese, Russian and the like in an encoding of their own look like nothing but accents.
    """
    plain = sum(character.isascii() and character.isalpha() for character in text)
    return sum(not character.isascii() for character in text) <= plain
