"""What is on the pictures of a folder, as far as somebody says: by their folders, or in a file of labels."""

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from tetrascope.errors import InvalidInput
from tetrascope.networks.label_table import HEADINGS
from tetrascope.networks.label_text import lines_of, read_text

_FILES = frozenset(
    ["file", "files", "filename", "file_name", "image", "image_name", "image_id", "name", "path", "picture"]
)
"""What stands above a column of pictures, in lower case, spaces as underscores."""
_FIELD = "labels"
_HINT = "Write a line for each picture: its path inside the folder, a comma, its label; a heading may be: file,label."


@dataclass(frozen=True)
class KnownLabels:
    """Labels as somebody wrote them; which class of a network they mean is another question."""

    by_image: dict[str, str]
    """By the path of a picture inside the folder, with `/`."""
    origin: str
    """Where they come from, for a person."""
    are_folders: bool = False
    """Whether they are folders' names, which may mean something else."""
    nobodys: tuple[str, ...] = ()
    """Pictures that a file of labels names and that are not there."""


class _Line(NamedTuple):
    number: int
    file: str
    label: str


def labels_of_folders(names: Sequence[str]) -> KnownLabels:
    """The outermost folder that each picture lies in is its label; a picture that lies in none has no label."""
    found = {name: name.partition("/")[0] for name in names if "/" in name}
    return KnownLabels(found, "the folders that they lie in", are_folders=True)


def read_known_labels(file: Path, names: Sequence[str]) -> KnownLabels:
    """Labels from a CSV of picture and label.

    A picture is named by its path inside the folder, or by the file's name alone where only one picture has it.

    Args:
        file: comma, semicolon or tab between its columns. Of more than two columns a heading says which are meant.
        names: the pictures' paths inside the folder, with `/`.

    Raises:
        InvalidInput: it cannot be read or understood, says two things of one picture, or names none of the pictures.
    """
    known = set(names)
    alone: dict[str, str | None] = {}
    for name in names:
        base = name.rpartition("/")[2]
        alone[base] = None if base in alone else name
    found: dict[str, _Line] = {}
    nobodys = []
    for line in _lines(file):
        path = line.file.replace("\\", "/").removeprefix("./")
        image = path if path in known else alone.get(path)
        if image is None:
            nobodys.append(line.file)
            continue
        before = found.setdefault(image, line)
        if before.label != line.label:
            raise _refused(
                file,
                f"two labels of {image!r}: {before.label!r} in line {before.number}, {line.label!r} in {line.number}",
            )
    if not found:
        one = next(iter(nobodys), "")
        raise _refused(file, f"none of the {len(names)} pictures in it, such as {names[0]!r}, but {one!r}")
    return KnownLabels({image: line.label for image, line in found.items()}, file.name, nobodys=tuple(nobodys))


def _lines(file: Path) -> list[_Line]:
    lines = lines_of(read_text(file, what="labels of pictures", item="picture and label", field=_FIELD))
    rows = _rows(lines)
    if rows is None:
        raise _refused(file, "lines without a comma, a semicolon or a tab between picture and label")
    heads = [cell.lower().replace(" ", "_") for cell in rows[0]]
    files = [place for place, head in enumerate(heads) if head in _FILES]
    labels = [place for place, head in enumerate(heads) if head in HEADINGS and place not in files]
    if len(files) == len(labels) == 1:
        places, first = (files[0], labels[0]), 1
    elif len(heads) == 2:
        places, first = (0, 1), 0
    else:
        raise _refused(file, f"{len(heads)} columns, of which no heading says which are the picture and its label")
    found = []
    for number, row in enumerate(rows[first:], start=first + 1):
        if len(row) != len(heads) or not row[places[0]] or not row[places[1]]:
            raise _refused(file, f"{','.join(row)[:80]!r} in line {number}")
        found.append(_Line(number, row[places[0]], row[places[1]]))
    return found


def _rows(lines: list[str]) -> list[list[str]] | None:
    for delimiter in ("\t", ";", ","):
        if lines and delimiter in lines[0]:
            return [[cell.strip() for cell in row] for row in csv.reader(lines, delimiter=delimiter)]
    return None


def _refused(file: Path, got: str) -> InvalidInput:
    return InvalidInput(f"Expected labels of the pictures in {file.name!r}, got {got}.", field=_FIELD, hint=_HINT)
