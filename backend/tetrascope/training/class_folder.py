"""A folder of one's own pictures, with a folder inside of it for each class."""

import os
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from tetrascope.engine.settings import own_image_settings
from tetrascope.errors import ImageRejected, InvalidInput, NotFound, TetrascopeError, TooLarge
from tetrascope.networks.cores import usable_cores
from tetrascope.networks.network_input import NetworkInput
from tetrascope.photos.formats import ONES_OWN, listed
from tetrascope.photos.photo import read_photo
from tetrascope.photos.photo_file import read_photo_file, shown
from tetrascope.photos.picture_folder import picture_files
from tetrascope.training.examples import (
    MAX_EXAMPLES,
    Examples,
    Progress,
    SkippedPicture,
    check_classes,
    check_memory,
    digest_of,
)

_READ_AHEAD = 4
"""Pictures for each core that are read at a time: each may take hundreds of megabytes while it is decoded."""


class _Read(NamedTuple):
    digest: str
    picture: NDArray[np.uint8] | None


def require_folder(folder: Path) -> None:
    """Raises `NotFound` where there is no such folder; looks no further."""
    if not folder.is_dir():
        raise NotFound(
            f"Expected a folder of classes or the name of an embedded set, got {shown(str(folder))!r}, which is "
            "neither.",
            field="data",
            hint="Name a folder that holds a folder of pictures for each class; or: digits",
        )


def count_pictures(folder: Path) -> dict[str, int]:
    """How many files are named as pictures in each class, in the order of the classes; none is opened.

    Raises:
        NotFound: there is no such folder, or no picture in it.
        TooLarge: there are more than `MAX_EXAMPLES`.
    """
    return dict(sorted(Counter(map(_class_of, _files(folder))).items()))


def read_class_folder(
    folder: Path, network_input: NetworkInput, progress: Progress, *, digests_only: bool = False
) -> Examples:
    """Every picture of every class, made to fit the network's input as an analysis will make it fit.

    A picture that cannot be read is left out, and said.

    Args:
        folder: it holds a folder for each class; pictures in folders further inside count for the class.
        network_input: what the pictures are for.
        progress: is told how far it is.
        digests_only: whether nothing is decoded, so that `pictures` is None and damaged pictures are not noticed.

    Raises:
        NotFound: there is no such folder, or no picture in it.
        InvalidInput: there are too few classes, or too few pictures in one of them.
        TooLarge: there are more than `MAX_EXAMPLES`, or they take too much memory.
    """
    files = _files(folder)
    if not digests_only:
        check_memory(
            len(files), *network_input.size, "Take fewer pictures, or learn from scratch on smaller ones: --size."
        )
    names: list[str] = []
    digests: list[str] = []
    skipped: list[SkippedPicture] = []
    pictures = None if digests_only else np.empty((len(files), *network_input.size, 3), np.uint8)
    for done, (name, read) in enumerate(_read_all(folder, files, network_input, digests_only)):
        progress(done, len(files))
        if isinstance(read, TetrascopeError):
            skipped.append(SkippedPicture(name=shown(name), reason=" ".join(filter(None, (read.message, read.hint)))))
            continue
        if pictures is not None and read.picture is not None:
            pictures[len(names)] = read.picture
        names.append(name)
        digests.append(read.digest)
    classes = sorted({_class_of(name) for name in files})
    counts = Counter(dict.fromkeys(classes, 0))
    counts.update(map(_class_of, names))
    _check(counts, skipped, folder)
    return Examples(
        names=[shown(name) for name in names],
        labels=np.array([classes.index(_class_of(name)) for name in names], np.int32),
        digests=digests,
        class_names=[shown(name) for name in classes],
        pictures=None if pictures is None else pictures[: len(names)],
        skipped=skipped,
        notes=_notes(folder, classes),
    )


def _files(folder: Path) -> list[str]:
    """Pictures in the folders of classes, in the order of classes and names."""
    require_folder(folder)
    found = list(islice(picture_files(folder), MAX_EXAMPLES + 1))
    if len(found) > MAX_EXAMPLES:
        raise TooLarge(
            f"Expected at most {MAX_EXAMPLES} pictures, got more in {str(folder)!r}.",
            field="data",
            hint="Take some of them away: a network learns the most from the first few thousand.",
        )
    inside = sorted(name for name in found if "/" in name)
    if not inside:
        alone = f", but {len(found)} beside them" if found else ""
        raise NotFound(
            f"Expected pictures in folders inside of {str(folder)!r}, one for each class, got none{alone}.",
            field="data",
            hint=f"It is looked for files that end as {listed(ONES_OWN)} files do.",
        )
    return inside


def _notes(folder: Path, classes: list[str]) -> list[str]:
    notes = []
    beside = sum(path.name[0] != "." and path.is_file() for path in folder.iterdir())
    if beside:
        notes.append(f"Files beside the folders of classes belong to none, and are left out: {beside}.")
    empty = sorted(path.name for path in folder.iterdir() if path.is_dir() and path.name[0] != ".")
    empty = [shown(name) for name in empty if name not in classes]
    if empty:
        notes.append(f"No class is made of folders without pictures: {', '.join(empty)}.")
    return notes


def _check(counts: dict[str, int], skipped: list[SkippedPicture], folder: Path) -> None:
    try:
        check_classes(counts, os.fsencode(folder).decode("utf-8", "replace"))
    except InvalidInput as error:
        for each in skipped[:3]:
            error.add_note(f"left out: {each.name}: {each.reason}")
        raise


def _class_of(name: str) -> str:
    return name.partition("/")[0]


def _read_all(
    folder: Path, files: list[str], network_input: NetworkInput, digests_only: bool
) -> Iterator[tuple[str, _Read | TetrascopeError]]:
    """Each file's picture, in order, or what is wrong with it; some are read at the same time."""

    def read(name: str) -> _Read | TetrascopeError:
        try:
            return _read(folder / name, network_input, digests_only)
        except TetrascopeError as error:
            return error

    together = usable_cores() * _READ_AHEAD
    with ThreadPoolExecutor(usable_cores()) as threads:
        for first in range(0, len(files), together):
            names = files[first : first + together]
            yield from zip(names, threads.map(read, names), strict=True)


def _read(file: Path, network_input: NetworkInput, digests_only: bool) -> _Read:
    found = read_photo_file(file)
    if found is None:
        raise ImageRejected(f"Expected the picture {shown(file.name)!r}, got none: it has been removed.")
    digest = digest_of(found.data)
    if digests_only:
        return _Read(digest, None)
    photo = read_photo(found.data, own_image_settings(None).reading())
    return _Read(digest, network_input.picture(photo.pixels).pixels)
