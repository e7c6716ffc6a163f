"""The pictures in a folder that `tetrascope analyze` is given."""

import os
from pathlib import Path

from tetrascope.errors import NotFound, TooLarge
from tetrascope.photos.formats import ONES_OWN, listed

PAGES = "images"
"""The folder of the images' own pages, inside the one that is written to."""
MAX_IMAGES = 10_000
"""Pictures of a folder; more are refused before anything is done."""
_ENDINGS = {".jpg", ".jpeg", ".jpe", ".png", ".webp", ".gif", ".bmp", ".tif", ".tiff", ".avif", ".heic", ".heif"}


def pictures_in(folder: Path, out: Path) -> list[str]:
    """Paths inside the folder of all files that are named as pictures, with `/`, in the order of their names.

    Hidden files and folders are left out, and so is what was written into `out`; links to folders are not followed.

    Raises:
        NotFound: there is none.
        TooLarge: there are more than `MAX_IMAGES`.
    """
    found: list[str] = []
    written = {out.resolve(), (out / PAGES).resolve()}
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(name for name in folders if name[0] != "." and (here / name).resolve() not in written)
        names = (name for name in files if name[0] != "." and Path(name).suffix.lower() in _ENDINGS)
        found += [(here / name).relative_to(folder).as_posix() for name in names]
        if len(found) > MAX_IMAGES:
            raise TooLarge(
                f"Expected at most {MAX_IMAGES} pictures in a folder, got more in {str(folder)!r}.",
                field="image",
                hint="Name a folder inside of it.",
            )
    if not found:
        raise NotFound(
            f"Expected pictures in the folder {str(folder)!r}, got none.",
            field="image",
            hint=f"It is looked for files that end as {listed(ONES_OWN)} files do, in folders inside of it too.",
        )
    return sorted(found)
