"""The pictures in a folder of one's own, by the names of its files."""

import os
from collections.abc import Collection, Iterator
from pathlib import Path

_ENDINGS = {".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif"}


def picture_files(folder: Path, left_out: Collection[Path] = ()) -> Iterator[str]:
    """Paths inside the folder, with `/`, of all files that are named as pictures, folder by folder.

    Hidden files and folders are left out; links to folders are not followed.

    Args:
        folder: where to look, and in the folders inside of it.
        left_out: folders, resolved, that are not entered.
    """
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if name[0] != "." and (here / name).resolve() not in left_out)
        for name in sorted(files):
            if name[0] != "." and Path(name).suffix.lower() in _ENDINGS:
                yield (here / name).relative_to(folder).as_posix()
